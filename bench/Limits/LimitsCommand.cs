using Auth.Bench.Hosts;
using Auth.Bench.Load;
using Auth.TestKit;

namespace Auth.Bench.Limits;

/// <summary>What it costs that nodes count together, and whether they ever admit too many.</summary>
internal static class LimitsCommand
{
    public static async Task RunAsync(Run run)
    {
        await using var postgreSql = await PostgreSqlServer.StartDurableAsync();
        await using var redis = await RedisServer.StartNewAsync();
        SharedKind[] kinds =
        [
            SharedKind.Alone,
            new("Redis, Leased", UsesRedis: true, IsExact: false),
            new("Redis, Exact", UsesRedis: true, IsExact: true),
            new("PostgreSQL, Leased", UsesRedis: false, IsExact: false),
            new("PostgreSQL, Exact", UsesRedis: false, IsExact: true),
        ];
        var contest = new Contest(
            "Shared limits",
            [.. kinds.Select(kind => kind.Name)],
            (_, host) => new WrkLoad(host.Url) { Authorization = $"Bearer {host.Token}" }
        );
        var costs = new List<string[]>();
        for (var start = 0; start < run.Pick(2, 1); start++)
        {
            await using var hosts = new HostGroup();
            foreach (var kind in kinds)
            {
                await hosts.AddAsync(await kind.SpecAsync(postgreSql, redis));
            }

            await contest.RunAsync(hosts.All, run.Pick(2, 1));
            costs = await CostsAsync(run, kinds, hosts, redis, postgreSql);
        }

        run.Report.Add(
            contest.Title,
            "`wrk -t1 -c32`, one client, the endpoint that does nothing; counters on a server on the same machine. Medians over process starts and rounds that take turns.",
            Contest.Head,
            contest.Standings().Select(standing => standing.Row())
        );
        run.Report.Add(
            "Shared limits: questions to the counters",
            "Counted by the server of the counters while `wrk` calls for two seconds.",
            ["", "questions a request", "server's processor µs a request"],
            costs
        );
        Judge(run.Report, contest.Standings());
        await Admission.RunAsync(run, [.. kinds.Skip(1)], postgreSql, redis);
    }

    private static async Task<List<string[]>> CostsAsync(
        Run run,
        SharedKind[] kinds,
        HostGroup hosts,
        RedisServer redis,
        PostgreSqlServer postgreSql
    )
    {
        var rows = new List<string[]>();
        for (var i = 1; i < kinds.Length; i++)
        {
            var host = hosts.All[i];
            Task<CounterFigures> ReadAsync() =>
                kinds[i].UsesRedis ? CounterFigures.OfRedisAsync(redis) : CounterFigures.OfPostgreSqlAsync(postgreSql);
            var before = await ReadAsync();
            var result = await Wrk.RunAsync(new WrkLoad(host.Url) { Authorization = $"Bearer {host.Token}" }, 2);
            var after = await ReadAsync();
            var calls = (double)(after.Calls - before.Calls) / result.Requests;
            var processor = (after.Processor - before.Processor).TotalMicroseconds / result.Requests;
            rows.Add([
                kinds[i].Name,
                Report.Number(calls, 4),
                kinds[i].UsesRedis ? Report.Number(processor, 3) : "not told",
            ]);
            if (kinds[i] is { UsesRedis: true, IsExact: false })
            {
                run.Report.Judge(
                    "shared limits, Leased on Redis, Redis time a request",
                    Goal.AtMost(0.1, "µs", 3),
                    processor
                );
            }

            if (kinds[i] is { UsesRedis: true, IsExact: true })
            {
                // wrk does not count the requests that are on their way when it stops.
                run.Report.Judge(
                    "shared limits, Exact on Redis, questions a request",
                    Goal.AtMost(1, "", 2),
                    Math.Round(calls, 2)
                );
            }
        }

        return rows;
    }

    private static void Judge(Report report, IReadOnlyList<Standing> standings)
    {
        Of("Redis, Leased", 0.93);
        Of("Redis, Exact", 0.55);
        Of("PostgreSQL, Leased", 0.90);

        void Of(string name, double share) =>
            report.Judge(
                $"shared limits, {name}",
                Goal.AtLeast(share, "of bare", 2),
                standings.Single(standing => standing.Name == name).OfFirst
            );
    }
}
