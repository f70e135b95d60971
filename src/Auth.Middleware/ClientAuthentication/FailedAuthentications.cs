using Auth.RateLimiting;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.ClientAuthentication;

/// <summary>Counts failed client authentications per client and per address (RFC 6749 section 2.3.1).</summary>
/// <remarks>A client is counted together with the address that fails, so nobody can lock it out from elsewhere.</remarks>
internal sealed class FailedAuthentications(
    IRateLimitStore store,
    AuthClock clock,
    IOptionsMonitor<RateLimitingOptions> limits,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    /// <summary>No client has this id.</summary>
    private const string Anybody = "";

    private readonly SpotlessCallers _spotless = new();

    /// <summary>How long a caller over the limit must wait, or <see langword="null"/>.</summary>
    public async ValueTask<TimeSpan?> BlockedAsync(
        HttpContext context,
        string clientId,
        CancellationToken cancellationToken
    )
    {
        var address = AddressOf(context);
        if (IsSpotless(clientId, address))
        {
            return null;
        }

        TimeSpan? wait = null;
        var spotless = true;
        foreach (var (partition, window) in Counters(address, clientId))
        {
            var state = (await store.PeekAsync(partition, [window], Now, cancellationToken))[0];
            spotless &= state.Remaining == state.Limit;
            if (state.Remaining == 0 && (wait is null || state.ResetAfter > wait))
            {
                wait = state.ResetAfter;
            }
        }

        if (spotless)
        {
            _spotless.Add(clientId, address, clock.Milliseconds);
            _spotless.Add(Anybody, address, clock.Milliseconds);
        }

        return wait;
    }

    /// <summary>Counts a failure.</summary>
    public async ValueTask CountAsync(HttpContext context, string clientId, CancellationToken cancellationToken)
    {
        var address = AddressOf(context);
        _spotless.Remove(clientId, address);
        _spotless.Remove(Anybody, address);
        foreach (var (partition, window) in Counters(address, clientId))
        {
            await store.AcquireAsync(partition, [window], 1, Now, cancellationToken);
        }
    }

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.Milliseconds);

    private bool IsSpotless(string clientId, AddressPartition address)
    {
        var now = clock.Milliseconds;
        return _spotless.Contains(clientId, address, now) && _spotless.Contains(Anybody, address, now);
    }

    private AddressPartition AddressOf(HttpContext context) =>
        AddressPartition.From(context.Connection.RemoteIpAddress, limits.CurrentValue.IPv6PrefixLength);

    private IEnumerable<(string Partition, RateLimitWindow Window)> Counters(AddressPartition address, string clientId)
    {
        var settings = options.CurrentValue.FailedAuthentication;
        yield return ($"auth-failure:client:{clientId}@{address}", Window("client", settings.PerClient));
        yield return ($"auth-failure:address:{address}", Window("address", settings.PerAddress));
    }

    private static RateLimitWindow Window(string name, string rate)
    {
        var limit = RateLimit.Parse(rate);
        return new RateLimitWindow(name, limit.Units, TimeSpan.FromSeconds(limit.PeriodSeconds));
    }
}
