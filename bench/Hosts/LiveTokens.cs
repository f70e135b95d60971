using System.Diagnostics;
using System.Runtime;
using Auth.Credentials;
using Auth.Storage;
using Auth.Testing;
using Auth.Token;

namespace Auth.Bench.Hosts;

/// <summary>Fills a host's store with live tokens.</summary>
internal static class LiveTokens
{
    private const int PerClient = 1_000;

    /// <summary>Issues tokens of clients that have a thousand each, on one thread.</summary>
    public static async Task<Pauses> FillAsync(IServiceProvider services, int count)
    {
        var issuer = services.GetRequiredService<TokenIssuer>();
        var (longest, computed) = (TimeSpan.Zero, TimeSpan.Zero);
        var begun = Stopwatch.GetTimestamp();
        Client? client = null;
        for (var i = 0; i < count; i++)
        {
            if (i % PerClient == 0)
            {
                client = await NewClientAsync(services);
            }

            var runtime = OfRuntime();
            var (started, own) = (Stopwatch.GetTimestamp(), ThreadClock.Elapsed);
            var issued = issuer.IssueAsync(client!, ["read"], TimeSpan.FromDays(1), CancellationToken.None);
            if (!issued.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException(
                    "The store in memory does not wait: the thread and its clock would change."
                );
            }

            var (took, worked) = (Stopwatch.GetElapsedTime(started), ThreadClock.Elapsed - own);
            if (runtime == OfRuntime())
            {
                longest = took > longest ? took : longest;
                computed = worked > computed ? worked : computed;
            }
        }

        return new Pauses(
            longest.TotalMilliseconds,
            computed.TotalMilliseconds,
            Idle(Stopwatch.GetElapsedTime(begun)).TotalMilliseconds
        );
    }

    /// <summary>What the runtime has taken so far: all threads for garbage, this one for its compiler.</summary>
    private static (TimeSpan Collecting, TimeSpan Compiling) OfRuntime() =>
        (GC.GetTotalPauseDuration(), JitInfo.GetCompilationTime(currentThread: true));

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

/// <summary>What filling a store was like, in milliseconds.</summary>
/// <param name="Longest">The longest time that one token took while the runtime neither collected garbage nor compiled for its thread.</param>
/// <param name="Computed">The longest processor time of the thread for one token, of the same.</param>
/// <param name="Floor">The longest time of a loop that did nothing for as long: what others on the machine cost.</param>
internal readonly record struct Pauses(double Longest, double Computed, double Floor);
