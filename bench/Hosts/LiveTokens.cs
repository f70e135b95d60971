using System.Diagnostics;
using Auth.Credentials;
using Auth.Storage;
using Auth.Testing;
using Auth.Token;

namespace Auth.Bench.Hosts;

/// <summary>Fills a host's store with live tokens.</summary>
internal static class LiveTokens
{
    private const int PerClient = 1_000;

    /// <summary>Issues tokens of clients that have a thousand each.</summary>
    /// <returns>In milliseconds, the longest time that issuing one took while no garbage was collected, and that of a loop that does nothing for as long.</returns>
    public static async Task<(double Pause, double Floor)> FillAsync(IServiceProvider services, int count)
    {
        var issuer = services.GetRequiredService<TokenIssuer>();
        var longest = TimeSpan.Zero;
        var begun = Stopwatch.GetTimestamp();
        Client? client = null;
        for (var i = 0; i < count; i++)
        {
            if (i % PerClient == 0)
            {
                client = await NewClientAsync(services);
            }

            var paused = GC.GetTotalPauseDuration();
            var started = Stopwatch.GetTimestamp();
            await issuer.IssueAsync(client!, ["read"], TimeSpan.FromDays(1), CancellationToken.None);
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (elapsed > longest && paused == GC.GetTotalPauseDuration())
            {
                longest = elapsed;
            }
        }

        return (longest.TotalMilliseconds, Idle(Stopwatch.GetElapsedTime(begun)).TotalMilliseconds);
    }

    /// <summary>How long others keep a loop from running that does nothing.</summary>
    private static TimeSpan Idle(TimeSpan duration)
    {
        var longest = TimeSpan.Zero;
        var begun = Stopwatch.GetTimestamp();
        for (var (last, now) = (begun, begun); Stopwatch.GetElapsedTime(begun, now) < duration; last = now)
        {
            now = Stopwatch.GetTimestamp();
            var gap = Stopwatch.GetElapsedTime(last, now);
            longest = gap > longest ? gap : longest;
        }

        return longest;
    }

    /// <summary>A client that a token was issued to.</summary>
    public static async Task<Client> NewClientAsync(IServiceProvider services)
    {
        var token = await services.IssueTestTokenAsync(new TestClient { TokenLifetime = TimeSpan.FromDays(1) });
        var found = await services
            .GetRequiredService<ITokenStore>()
            .FindAsync(CredentialHash.OfToken(token), CancellationToken.None);
        return found!.Client;
    }
}
