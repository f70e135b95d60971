using System.Diagnostics;
using Auth.Bench.Hosts;
using Auth.Bench.Pipeline;
using Auth.Credentials;
using Auth.Storage;

namespace Auth.Bench.Profiling;

/// <summary>One thing again and again, for a profiler to look at: <c>profile.sh</c>.</summary>
internal static class SpinCommand
{
    public const string Name = "spin";

    private const string ColdToken = "cold token, SQLite";
    private const string Start = "start";
    private const int Calls = 2_000;

    /// <summary>Runs.</summary>
    /// <param name="contestant">A contestant of the pipeline by its name in the results, the cold token, or the start of a host.</param>
    /// <param name="seconds">For how long.</param>
    public static async Task RunAsync(string contestant, double seconds)
    {
        if (contestant == ColdToken)
        {
            await ColdTokenAsync(seconds);
            return;
        }

        if (contestant == Start)
        {
            await SpinAsync(Start, seconds, StartAsync, batch: 20);
            return;
        }

        await using var hosts = await InProcessHosts.StartAsync();
        var all = await PipelineCommand.OneClientAsync(hosts);
        await SpinAsync(contestant, seconds, all.Single(one => one.Name == contestant).RunAsync);
    }

    private static async Task ColdTokenAsync(double seconds)
    {
        var directory = Directory.CreateTempSubdirectory("auth-bench-");
        try
        {
            await using var host = await InProcessHost.StartAsync(HostSpec.OnSqlite(directory));
            var store = host.Services.GetRequiredService<ITokenStore>();
            var tokens = new TokenHash[Calls];
            for (var i = 0; i < Calls; i++)
            {
                tokens[i] = CredentialHash.OfToken(await Contestants.TokenAsync(host.Services));
            }

            await SpinAsync(
                ColdToken,
                seconds,
                async calls =>
                {
                    for (var i = 0; i < calls; i++)
                    {
                        await store.FindAsync(tokens[i], CancellationToken.None);
                    }
                }
            );
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task StartAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var host = await InProcessHost.StartAsync(new HostSpec(HostKind.Ours));
        }
    }

    private static async Task SpinAsync(string name, double seconds, Func<int, Task> run, int batch = Calls)
    {
        var (watch, done) = (Stopwatch.StartNew(), 0L);
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            await run(batch);
            done += batch;
        }

        Console.WriteLine($"{name}: {Report.Number(watch.Elapsed.TotalNanoseconds / done)} ns");
    }
}
