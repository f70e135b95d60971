using Auth.Auditing;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Auth.Usage;
using Microsoft.AspNetCore.Http;

namespace Auth.ClientAuthentication;

/// <summary>Authenticates a client by a secret that it may have chosen itself: failures are counted first, and slow hashes wait their turn.</summary>
internal sealed class SecretAuthenticator(
    SlowSecrets slow,
    FailedAuthentications failures,
    AuthClock clock,
    UsageRecorder usage,
    AuthEventLog events
)
{
    /// <summary>Checks a secret.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">What failures are counted under: how the caller named the client, which may not exist.</param>
    /// <param name="client">The client, or <see langword="null"/> when there is none of the name.</param>
    /// <param name="secret">What the caller presented.</param>
    public async ValueTask<SecretOutcome> AuthenticateAsync(
        HttpContext context,
        string name,
        Client? client,
        string secret
    )
    {
        var cancelled = context.RequestAborted;
        if (await failures.BlockedAsync(context, name, cancelled) is { } wait)
        {
            return new SecretOutcome.Limited(wait);
        }

        var now = clock.UtcNow;
        var isSound = client is { Disabled: false } && !client.HasLapsed(now);
        var match = SecretVerifier.Match(client, secret, now);
        if (match is null || !isSound)
        {
            (match, var busy) = await slow.MatchAsync(isSound ? client : null, secret, now, cancelled);
            if (busy)
            {
                return new SecretOutcome.Busy();
            }
        }

        if (match is null)
        {
            await failures.CountAsync(context, name, cancelled);
            if (client is not null)
            {
                var network = NetworkText.Of(context.Connection.RemoteIpAddress);
                events.Write(new ClientAuthenticationFailed(now, client.Id, network));
            }

            return new SecretOutcome.Refused();
        }

        usage.SecretUsed(client!.Id, match.Id, now);
        await slow.RenewAsync(client, match, secret, cancelled);
        return new SecretOutcome.Authenticated(client);
    }
}

/// <summary>How a check of a secret ended.</summary>
internal abstract record SecretOutcome
{
    private SecretOutcome() { }

    /// <summary>It is the client's.</summary>
    public sealed record Authenticated(Client Client) : SecretOutcome;

    /// <summary>It is not, or there is no such client.</summary>
    public sealed record Refused : SecretOutcome;

    /// <summary>It was not looked at: too many were wrong before.</summary>
    /// <param name="Wait">When it will be.</param>
    public sealed record Limited(TimeSpan Wait) : SecretOutcome;

    /// <summary>It was not looked at: too many are checked at once.</summary>
    public sealed record Busy : SecretOutcome;
}
