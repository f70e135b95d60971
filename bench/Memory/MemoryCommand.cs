using System.Diagnostics;
using Auth.Bench.Pipeline;
using Auth.Testing;
using Microsoft.AspNetCore.Hosting.Server;

namespace Auth.Bench.Memory;

/// <summary>What tokens and clients take in memory once they are cached, and what starting costs.</summary>
internal static class MemoryCommand
{
    public static async Task RunAsync(Report report)
    {
        var rows = new List<string[]>();
        foreach (var count in (int[])[10_000, 100_000])
        {
            rows.Add([$"{Report.Number(count)} clients, a token each, stored and cached", await PerClientAsync(count)]);
        }

        rows.Add(["start of a bare host, ms", Report.Number(await StartAsync(withLibrary: false), 1)]);
        rows.Add(["start of a host with the library, ms", Report.Number(await StartAsync(withLibrary: true), 1)]);
        report.Add(
            "Memory and start-up",
            "Managed heap after a full collection, divided by the number of clients; the in-memory store counts too. Starts are the median of nine in one process.",
            ["", ""],
            rows
        );
    }

    private static async Task<string> PerClientAsync(int count)
    {
        var server = new InProcessServer();
        await using var app = Build(server, withLibrary: true);
        await app.StartAsync();
        var exchange = server.Connect();
        await exchange.SendAsync(null);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < count; i++)
        {
            var token = await app.Services.IssueTestTokenAsync(new TestClient());
            await exchange.SendAsync($"Bearer {token}");
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        return $"{Report.Number((double)(after - before) / count)} B";
    }

    private static async Task<double> StartAsync(bool withLibrary)
    {
        var times = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            var watch = Stopwatch.StartNew();
            await using var app = Build(new InProcessServer(), withLibrary);
            await app.StartAsync();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static WebApplication Build(IServer server, bool withLibrary)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(server);
        return withLibrary ? Contestants.Library(builder, static _ => { }) : Contestants.Bare(builder);
    }
}
