using System.Net;
using Auth.Bearer.Sessions;
using Auth.RateLimiting;
using Auth.Time;

namespace Auth.KeyInfo;

/// <summary>Reads where a client's default windows stand, without charging anything.</summary>
internal sealed class KeyInfoReader(RateLimitEngine limiter, SharedLimiter shared, AuthClock clock)
{
    /// <summary>Reads a client's windows; those of its address while it is unverified.</summary>
    public async ValueTask<KeyStanding> ReadAsync(ClientSession client, IPAddress? address)
    {
        var asked = client.HasOwnLimits
            ? new SharedRequest(client.Meter, client.Windows, null, null, Policy: null, Cost: 1)
            : new SharedRequest(null, null, address, null, Policy: null, Cost: 1);
        var decision = shared.IsActive ? await shared.PeekAsync(asked) : limiter.Peek(in asked, clock.Milliseconds);
        var windows = new List<KeyInfoWindow>(decision.Windows.Count);
        for (var i = 0; i < decision.Windows.Count; i++)
        {
            var (window, reading) = (decision.Windows.Windows[i], decision[i]);
            windows.Add(
                new KeyInfoWindow(window.Name, window.Text, reading.Used, reading.Remaining, reading.ResetSeconds)
            );
        }

        return new KeyStanding(client.Client.Tier, client.Client.Verified, windows);
    }
}

/// <summary>What a key may do and has done.</summary>
/// <param name="Tier">The client's tier.</param>
/// <param name="Verified">Whether the tier applies.</param>
/// <param name="Windows">The windows that apply, shortest first; empty without limits.</param>
internal sealed record KeyStanding(string Tier, bool Verified, IReadOnlyList<KeyInfoWindow> Windows);

/// <summary>Where one window stands.</summary>
internal readonly record struct KeyInfoWindow(string Name, string Rate, int Used, int Remaining, int ResetSeconds);
