using System.Diagnostics;
using Auth.Bench.Hosts;
using Auth.Bench.Load;
using Auth.TestKit;

namespace Auth.Bench.Limits;

/// <summary>What it costs that nodes count together, and whether they ever admit too many.</summary>
internal static class LimitsCommand
{
    private const int QuietSeconds = 8;
    private const int BusySeconds = 2;

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

            await contest.RunAsync(hosts.All, run.Pick(6, 1), seconds: 1);
            costs.AddRange(await CostsAsync(kinds, hosts, redis, postgreSql));
        }

        var means = costs.GroupBy(cost => cost.Kind, (kind, all) => Cost.Mean(kind, [.. all])).ToList();
        run.Report.Add(
            contest.Title,
            "`wrk -t1 -c32`, one client, the endpoint that does nothing; counters on a server on the same machine. Medians over process starts and rounds that take turns.",
            Contest.Head,
            contest.Standings().Select(standing => standing.Row())
        );
        run.Report.Add(
            "Shared limits: questions to the counters",
            "Counted by the server of the counters while `wrk` calls for two seconds, beyond what it does in as much time when nobody calls; the mean over process starts.",
            ["", "questions a request", "server's processor µs a request"],
            means.Select(cost => cost.Row())
        );
        Judge(run.Report, contest.Standings(), means);
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
            var quiet = await MeasureAsync(ReadAsync, () => Task.Delay(TimeSpan.FromSeconds(QuietSeconds)));
            var requests = 0L;
            var load = new WrkLoad(host.Url) { Authorization = $"Bearer {host.Token}" };
            var busy = await MeasureAsync(
                ReadAsync,
                async () => requests = (await Wrk.RunAsync(load, BusySeconds)).Requests
            );
            costs.Add(Cost.Of(kind, requests, quiet, busy));
        }

        return costs;
    }

    private static async Task<(CounterFigures Figures, TimeSpan Span)> MeasureAsync(
        Func<Task<CounterFigures>> read,
        Func<Task> meanwhile
    )
    {
        var (before, watch) = (await read(), Stopwatch.StartNew());
        await meanwhile();
        var after = await read();
        return (after.Since(before), watch.Elapsed);
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
        public static Cost Of(
            SharedKind kind,
            long requests,
            (CounterFigures Figures, TimeSpan Span) quiet,
            (CounterFigures Figures, TimeSpan Span) busy
        )
        {
            var share = busy.Span / quiet.Span;
            return new(
                kind,
                (busy.Figures.Calls - (quiet.Figures.Calls * share)) / requests,
                (busy.Figures.Processor - (quiet.Figures.Processor * share)).TotalMicroseconds / requests
            );
        }

        public static Cost Mean(SharedKind kind, List<Cost> all) =>
            new(kind, all.Average(cost => cost.Calls), all.Average(cost => cost.Microseconds));

        public string[] Row() =>
            [Kind.Name, Report.Number(Calls, 4), Kind.UsesRedis ? Report.Number(Microseconds, 3) : "not told"];
    }
}
