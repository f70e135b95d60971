using Auth.Bench.Hosts;

namespace Auth.Bench.Load;

/// <summary>Loads a host until the compiler of its runtime rests: before that, up to half of the machine compiles what is about to be measured.</summary>
internal static class WarmUp
{
    private const int MaxSeconds = 15;

    /// <summary>Of each second, what the compiler may still take.</summary>
    private const double Rest = 0.02;

    /// <summary>Warms up.</summary>
    /// <returns>How many requests were answered.</returns>
    public static async Task<long> RunAsync(ServedHost host, WrkLoad load)
    {
        var requests = 0L;
        var before = await host.ReadCompileTimeAsync();
        for (var second = 0; second < MaxSeconds; second++)
        {
            requests += (await Wrk.RunAsync(load, 1)).Requests;
            var now = await host.ReadCompileTimeAsync();
            if (now - before < TimeSpan.FromSeconds(Rest))
            {
                break;
            }

            before = now;
        }

        return requests;
    }
}
