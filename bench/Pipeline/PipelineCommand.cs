using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;

namespace Auth.Bench.Pipeline;

/// <summary>What authentication and two windows add to a request, without sockets.</summary>
internal static class PipelineCommand
{
    private const int Calls = 10_000;
    private const int ManyClients = 100_000;

    public static async Task RunAsync(Report report)
    {
        await using var bare = await StartAsync(Contestants.Bare);
        await using var framework = await StartAsync(Contestants.Framework);
        await using var open = await StartAsync(builder => Contestants.Library(builder, static _ => { }));
        await using var scoped = await StartAsync(builder =>
            Contestants.Library(builder, static endpoint => endpoint.RequireScope())
        );
        await using var authorized = await StartAsync(builder =>
            Contestants.Library(builder, static endpoint => endpoint.RequireAuthorization())
        );
        framework.App.Services.GetRequiredService<KnownTokens>().Add("known", "client");
        var token = await Contestants.TokenAsync(open.App.Services);
        var forged = token[..^1] + (token[^1] == 'a' ? 'b' : 'a');
        var many = await ManyAsync(open.App.Services);
        (string Name, int Status, Func<int, Task> RunAsync)[] contestants =
        [
            ("bare", 200, Same(bare, null, 200)),
            ("framework's parts", 200, Same(framework, "Bearer known", 200)),
            ("ours", 200, Same(open, $"Bearer {token}", 200)),
            (
                "ours, `RequireScope`",
                200,
                Same(scoped, $"Bearer {await Contestants.TokenAsync(scoped.App.Services)}", 200)
            ),
            (
                "ours, `[Authorize]`",
                200,
                Same(authorized, $"Bearer {await Contestants.TokenAsync(authorized.App.Services)}", 200)
            ),
            ("ours, anonymous", 200, Same(open, null, 200)),
            ("ours, 100,000 clients", 200, Random(open, many)),
            ("ours, refused (429)", 429, Same(open, $"Bearer {await SpentAsync(open)}", 429)),
            ("ours, forged token (401)", 401, Same(open, $"Bearer {forged}", 401)),
        ];

        var costs = await Alternating.MeasureAsync([.. contestants.Select(one => one.RunAsync)], Calls);
        report.Add(
            "Pipeline",
            "One request through the host's pipeline in memory, on one thread; batches of the contestants take turns. All but the first decide about two windows; ours also write the `RateLimit` and `RateLimit-Policy` fields.",
            ["", "ns", "p99 ns", "B", "adds ns", "adds B"],
            costs.Select(
                (cost, i) =>
                    new[]
                    {
                        contestants[i].Name,
                        Report.Number(cost.Median),
                        Report.Number(cost.P99),
                        Report.Number(cost.Bytes),
                        Report.Number(cost.Median - costs[0].Median),
                        Report.Number(cost.Bytes - costs[0].Bytes),
                    }
            )
        );
    }

    private static async Task<Running> StartAsync(Func<WebApplicationBuilder, WebApplication> build)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(Contestants.Settings);
        var server = new InProcessServer();
        builder.Services.AddSingleton<IServer>(server);
        var app = build(builder);
        await app.StartAsync();
        return new Running(app, server);
    }

    private static Func<int, Task> Same(Running running, string? authorization, int status)
    {
        var exchange = running.Server.Connect();
        return async calls =>
        {
            for (var i = 0; i < calls; i++)
            {
                Expect(status, await exchange.SendAsync(authorization));
            }
        };
    }

    private static Func<int, Task> Random(Running running, string[] headers)
    {
        var exchange = running.Server.Connect();
        var order = new int[Calls];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = RandomNumberGenerator.GetInt32(headers.Length);
        }

        return async calls =>
        {
            for (var i = 0; i < calls; i++)
            {
                Expect(200, await exchange.SendAsync(headers[order[i]]));
            }
        };
    }

    private static async Task<string[]> ManyAsync(IServiceProvider services)
    {
        var headers = new string[ManyClients];
        for (var i = 0; i < headers.Length; i++)
        {
            headers[i] = $"Bearer {await Contestants.TokenAsync(services)}";
        }

        return headers;
    }

    /// <summary>A token of a client that has nothing left.</summary>
    private static async Task<string> SpentAsync(Running running)
    {
        var token = await Contestants.TokenAsync(running.App.Services, "small");
        await running.Server.Connect().SendAsync($"Bearer {token}");
        return token;
    }

    private static void Expect(int expected, int status)
    {
        if (status != expected)
        {
            throw new InvalidOperationException($"Expected {expected}, got {status}.");
        }
    }

    private sealed record Running(WebApplication App, InProcessServer Server) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
