using System.Globalization;
using Auth.Auditing;
using Auth.Credentials;
using Auth.Http;
using Auth.Storage;
using Auth.Time;
using Auth.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.ClientAuthentication;

/// <summary>Authenticates a client by exactly one method (RFC 6749 section 2.3), never by the query.</summary>
internal sealed class ClientAuthenticator(
    KnownClients clients,
    FailedAuthentications failures,
    SlowSecrets slow,
    ClientAssertionVerifier assertions,
    AuthClock clock,
    UsageRecorder usage,
    AuthEventLog events
)
{
    /// <summary>What a public client registers as its method (RFC 7591 section 2).</summary>
    public const string None = "none";

    private static readonly ClientAuthenticationOutcome.Refused InvalidClient = new(OAuthErrors.InvalidClient);

    /// <summary>Too many secrets are checked at once: this one was not looked at, and counts as no failure.</summary>
    private static readonly ClientAuthenticationOutcome.Refused Busy = new(OAuthErrors.TemporarilyUnavailable);

    private const string RetryAfterBusy = "2";

    /// <summary>Authenticates the caller.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="allowPublic">Whether a public client may identify itself without proof.</param>
    public async ValueTask<ClientAuthenticationOutcome> AuthenticateAsync(
        HttpContext context,
        RequestParameters parameters,
        bool allowPublic = false
    )
    {
        var (presented, malformed) = PresentedCredentials.Read(context.Request.Headers.Authorization, parameters);
        if (malformed is not null)
        {
            return new ClientAuthenticationOutcome.Refused(malformed);
        }

        if (presented is null)
        {
            return InvalidClient;
        }

        if (await failures.BlockedAsync(context, presented.ClientId, context.RequestAborted) is { } wait)
        {
            var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
            context.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
            return new ClientAuthenticationOutcome.Refused(OAuthErrors.RateLimited);
        }

        var (client, outcome) = await CheckAsync(presented, allowPublic, context.RequestAborted);
        if (ReferenceEquals(outcome, Busy))
        {
            context.Response.Headers[HeaderNames.RetryAfter] = RetryAfterBusy;
        }
        else if (outcome is ClientAuthenticationOutcome.Refused)
        {
            if (client is not null)
            {
                var network = NetworkText.Of(context.Connection.RemoteIpAddress);
                events.Write(new ClientAuthenticationFailed(clock.UtcNow, client.Id, network));
            }

            await failures.CountAsync(context, presented.ClientId, context.RequestAborted);
        }

        return outcome;
    }

    /// <summary>Lets a known client in at once; whatever else comes is the store's to say.</summary>
    private async ValueTask<(Client? Client, ClientAuthenticationOutcome Outcome)> CheckAsync(
        PresentedCredentials presented,
        bool allowPublic,
        CancellationToken cancellationToken
    )
    {
        var now = clock.UtcNow;
        if (
            clients.Find(presented.ClientId) is { Disabled: false } known
            && !known.HasLapsed(now)
            && presented.Assertion is null
            && SecretVerifier.Match(known, presented.Secret, now) is { } secret
        )
        {
            usage.SecretUsed(known.Id, secret.Id, now);
            return (known, new ClientAuthenticationOutcome.Authenticated(known));
        }

        return await ReadAndCheckAsync(presented, allowPublic, now, cancellationToken);
    }

    /// <summary>One path for every reason to refuse: find, hash, compare, and only then decide.</summary>
    private async ValueTask<(Client? Client, ClientAuthenticationOutcome Outcome)> ReadAndCheckAsync(
        PresentedCredentials presented,
        bool allowPublic,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var client = await clients.ReadAsync(presented.ClientId, cancellationToken);
        var match = SecretVerifier.Match(client, presented.Secret, now);
        var isSound = client is { Disabled: false } && !client.HasLapsed(now);
        if (match is null && slow.Takes(presented.Secret))
        {
            (match, var busy) = await slow.MatchAsync(
                isSound ? client : null,
                presented.Secret!,
                now,
                cancellationToken
            );
            if (busy)
            {
                return (client, Busy);
            }
        }

        if (client is null || !isSound)
        {
            return (client, InvalidClient);
        }

        var authenticated = new ClientAuthenticationOutcome.Authenticated(client);
        if (presented.Assertion is { } assertion)
        {
            return (
                client,
                await assertions.IsValidAsync(client, assertion, cancellationToken) ? authenticated : InvalidClient
            );
        }

        if (match is not null)
        {
            usage.SecretUsed(client.Id, match.Id, now);
            await slow.RenewAsync(client, match, presented.Secret!, cancellationToken);
            return (client, authenticated);
        }

        // Only a client that was registered without a secret is believed without one.
        var isPublic = client.AuthenticationMethod == None && client.Secrets.IsEmpty;
        return (client, allowPublic && isPublic && presented.Secret is null ? authenticated : InvalidClient);
    }
}
