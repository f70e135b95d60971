using Auth.Bench.Hosts;

namespace Auth.Bench.Memory;

/// <summary>Active clients with one token each: what the store in memory keeps of them, and what their first request adds.</summary>
internal static class ClientProbe
{
    public static async Task<ProbeResult> MeasureAsync(int count)
    {
        await using var host = await Probing.StartAsync(count);
        var headers = new string[count];
        var start = Probing.Heap();
        for (var i = 0; i < count; i++)
        {
            headers[i] = $"Bearer {await Contestants.TokenAsync(host.Services, "crowd")}";
        }

        // A string of n characters takes 22 + 2n bytes, rounded up to eight.
        var text = (22 + (2 * headers[0].Length) + 7) / 8 * 8;
        var stored = Probing.Heap();
        var exchange = host.Connect();
        for (var i = 0; i < count; i++)
        {
            await exchange.SendAsync(headers[i]);
        }

        var cached = Probing.Heap();
        var time = await Probing.TimeAsync(host, count, i => headers[i]);
        var idle = await Probing.IdleAsync();
        return new ProbeResult(
            (double)(cached - stored) / count,
            ((double)(stored - start) / count) - text,
            time,
            idle
        );
    }
}
