using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Auth.TestKit;

namespace Auth.Bench.Limits;

/// <summary>What a server of counters says of itself.</summary>
/// <param name="Calls">Questions answered since it was started.</param>
/// <param name="Processor">Processor time used since then.</param>
internal sealed record CounterFigures(long Calls, TimeSpan Processor)
{
    // Statistics of a connection arrive about a second after its last statement.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(1_500);

    /// <summary>What was added since an earlier reading.</summary>
    public CounterFigures Since(CounterFigures earlier) => new(Calls - earlier.Calls, Processor - earlier.Processor);

    /// <summary>Scripts run, and the processor time of the server.</summary>
    public static async Task<CounterFigures> OfRedisAsync(RedisServer redis)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", redis.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("INFO all\r\nQUIT\r\n"u8.ToArray());
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var text = await reader.ReadToEndAsync();
        var calls = Between(text, "cmdstat_evalsha:calls=", ",") is { } found
            ? long.Parse(found, CultureInfo.InvariantCulture)
            : 0;
        return new CounterFigures(calls, Seconds(text, "used_cpu_user:") + Seconds(text, "used_cpu_sys:"));
    }

    /// <summary>Transactions committed: questions, and what the nodes say to each other beside them. The processor time of all its processes is not told.</summary>
    public static async Task<CounterFigures> OfPostgreSqlAsync(PostgreSqlServer server)
    {
        await Task.Delay(Delay);
        var commits = await server.QueryAsync("SELECT sum(xact_commit)::bigint FROM pg_stat_database");
        return new CounterFigures(long.Parse(commits, CultureInfo.InvariantCulture), TimeSpan.FromTicks(0));
    }

    private static TimeSpan Seconds(string text, string name) =>
        TimeSpan.FromSeconds(double.Parse(Between(text, name, "\r")!, CultureInfo.InvariantCulture));

    private static string? Between(string text, string start, string end)
    {
        var at = text.IndexOf(start, StringComparison.Ordinal);
        return at < 0 ? null : text[(at + start.Length)..text.IndexOf(end, at, StringComparison.Ordinal)];
    }
}
