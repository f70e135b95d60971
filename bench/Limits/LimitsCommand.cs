using Auth.Bench.Hosts;
using Auth.Bench.Load;
using Auth.TestKit;

namespace Auth.Bench.Limits;

/// <summary>What it costs that nodes count together, and whether they ever admit too many.</summary>
internal static class LimitsCommand
{
    private const int CostSeconds = 2;

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
        var costs = new List<Cost>();
        for (var start = 0; start < run.Pick(2, 1); start++)
        {
            await using var hosts = new HostGroup();
            foreach (var kind in kinds)
            {
                await hosts.AddAsync(await kind.SpecAsync(postgreSql, redis));
            }

            await contest.RunAsync(hosts.All, run.Pick(2, 1));
            costs = await CostsAsync(kinds, hosts, redis, postgreSql);
        }

        run.Report.Add(
            contest.Title,
            "`wrk -t1 -c32`, one client, the endpoint that does nothing; counters on a server on the same machine. Medians over process starts and rounds that take turns.",
            Contest.Head,
            contest.Standings().Select(standing => standing.Row())
        );
        run.Report.Add(
            "Shared limits: questions to the counters",
            "Counted by the server of the counters while `wrk` calls for two seconds, beyond what it does in two seconds when nobody calls.",
            ["", "questions a request", "server's processor µs a request"],
            costs.Select(cost => cost.Row())
        );
        Judge(run.Report, contest.Standings(), costs);
        await Admission.RunAsync(run, [.. kinds.Skip(1)], postgreSql, redis);
    }

    private static async Task<List<Cost>> CostsAsync(
        SharedKind[] kinds,
        HostGroup hosts,
        RedisServer redis,
        PostgreSqlServer postgreSql
    )
    {
        var costs = new List<Cost>();
        for (var i = 1; i < kinds.Length; i++)
        {
            var (kind, host) = (kinds[i], hosts.All[i]);
            Task<CounterFigures> ReadAsync() =>
                kind.UsesRedis ? CounterFigures.OfRedisAsync(redis) : CounterFigures.OfPostgreSqlAsync(postgreSql);
            var quiet = await ReadAsync();
            await Task.Delay(TimeSpan.FromSeconds(CostSeconds));
            var before = await ReadAsync();
            var load = new WrkLoad(host.Url) { Authorization = $"Bearer {host.Token}" };
            var result = await Wrk.RunAsync(load, CostSeconds);
            var after = await ReadAsync();
            costs.Add(Cost.Of(kind, result.Requests, before.Since(quiet), after.Since(before)));
        }

        return costs;
    }

    private static void Judge(Report report, IReadOnlyList<Standing> standings, List<Cost> costs)
    {
        foreach (var cost in costs.Where(cost => cost.Kind.UsesRedis))
        {
            if (cost.Kind.IsExact)
            {
                // wrk does not count the requests that are on their way when it stops.
                var calls = Math.Round(cost.Calls, 2);
                report.Judge("shared limits, Exact on Redis, questions a request", Goal.AtMost(1, "", 2), calls);
            }
            else
            {
                report.Judge(
                    "shared limits, Leased on Redis, Redis time a request",
                    Goal.AtMost(0.1, "µs", 3),
                    cost.Microseconds
                );
            }
        }

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

    /// <summary>What a request costs the counters.</summary>
    private sealed record Cost(SharedKind Kind, double Calls, double Microseconds)
    {
        public static Cost Of(SharedKind kind, long requests, CounterFigures quiet, CounterFigures busy) =>
            new(
                kind,
                (double)(busy.Calls - quiet.Calls) / requests,
                (busy.Processor - quiet.Processor).TotalMicroseconds / requests
            );

        public string[] Row() =>
            [Kind.Name, Report.Number(Calls, 4), Kind.UsesRedis ? Report.Number(Microseconds, 3) : "not told"];
    }
}
