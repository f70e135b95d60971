using Auth.Bench.Hosts;
using Auth.Bench.Pipeline;

namespace Auth.Bench.Memory;

/// <summary>A host without this library that was called so many times, for what it uses while nobody calls.</summary>
internal static class BareProbe
{
    public static async Task<ProbeResult> MeasureAsync(int count)
    {
        await using var host = await InProcessHost.StartAsync(new HostSpec(HostKind.Bare));
        var exchange = host.Connect();
        for (var i = 0; i < count; i++)
        {
            await exchange.SendAsync(authorization: null);
        }

        return new ProbeResult(0, 0, 0, await Probing.IdleAsync());
    }
}
