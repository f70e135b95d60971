using Auth.Bench.Hosts;

namespace Auth.Bench.Load;

/// <summary>Loads a host until the compiler of its runtime rests: before that, up to half of the machine compiles what is about to be measured.</summary>
internal static class WarmUp
{
    private const int MaxSeconds = 10;

    /// <summary>Of each second, what the compiler may still take.</summary>
    private const double Rest = 0.02;

    /// <summary>Warms up.</summary>
    /// <returns>What the last second of it was like.</returns>
    public static async Task<WrkResult> RunAsync(ServedHost host, WrkLoad load)
    {
        var before = await host.ReadCompileTimeAsync();
        for (var second = 1; ; second++)
        {
            var result = await Wrk.RunAsync(load, 1);
            var now = await host.ReadCompileTimeAsync();
            if (now - before < TimeSpan.FromSeconds(Rest) || second == MaxSeconds)
            {
                return result;
            }

            before = now;
        }
    }
}
