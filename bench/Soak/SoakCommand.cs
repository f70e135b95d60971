using System.Globalization;
using System.Security.Cryptography;
using Auth.Bench.Hosts;
using Auth.TestKit;

namespace Auth.Bench.Soak;

/// <summary>Three nodes on PostgreSQL and Redis at 70 % of what they can serve, for minutes: whether memory, handles and threads stay level.</summary>
internal static class SoakCommand
{
    private const int Nodes = 3;
    private const double Share = 0.7;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan PeakTime = TimeSpan.FromSeconds(20);

    /// <summary>Runs and writes <c>bench/soak.md</c> and its chart.</summary>
    /// <param name="duration">How long, after the peak was measured.</param>
    public static async Task RunAsync(TimeSpan duration)
    {
        await using var database = await PostgreSqlServer.StartDurableAsync();
        await using var redis = await RedisServer.StartNewAsync();
        await using var hosts = new HostGroup();
        var spec = (await HostSpec.OnPostgreSqlAsync(database)) with
        {
            Kind = HostKind.Headers,
            Redis = $"127.0.0.1:{redis.Port}",
            Settings = new(StringComparer.Ordinal)
            {
                ["Auth:ServerKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
                // Small enough to fill early: a cache that is still filling cannot be told from a leak.
                ["Auth:Bearer:CacheCapacity"] = "4096",
                // Shorter than the run, so that tokens end while it goes on.
                ["Auth:Token:Lifetime"] = "00:01:00",
            },
        };
        for (var node = 0; node < Nodes; node++)
        {
            await hosts.AddAsync(spec);
        }

        using var callers = await SoakCallers.StartAsync([.. hosts.All.Select(host => host.Url)]);
        await callers.RunAsync(rate: double.PositiveInfinity, WarmUp);
        var peak = await callers.RunAsync(rate: double.PositiveInfinity, PeakTime);
        var rate = peak.Count / PeakTime.TotalSeconds * Share;
        Console.WriteLine($"{Report.Number(rate)} operations a second for {duration}.");
        callers.TakeFigures();

        var samples = new List<SoakSample>();
        var load = callers.RunAsync(rate, duration);
        using var timer = new PeriodicTimer(Interval);
        while (!load.IsCompleted && await timer.WaitForNextTickAsync())
        {
            var sample = await callers.SampleAsync(samples.Count + 1);
            samples.Add(sample);
            Console.WriteLine(string.Join("  ", sample.Row(Interval)));
        }

        var total = await load;
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"{Nodes} nodes on PostgreSQL and Redis, all on two shared cores with the callers: {duration.TotalMinutes:0.#} minutes at {rate:N0} operations a second, {Share:P0} of what a closed loop reached before. {total.Count:N0} operations: bearer requests, tokens issued, revoked and ended (a minute's lifetime), clients registered, anonymous and forged requests; {total.Unexpected:N0} answers were not what the operation expects."
        );
        await SoakReport.WriteAsync(note, samples, Interval);
    }
}
