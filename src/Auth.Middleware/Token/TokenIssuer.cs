using System.Collections.Immutable;
using Auth.Auditing;
using Auth.Credentials;
using Auth.Hooks;
using Auth.Storage;
using Auth.Time;

namespace Auth.Token;

/// <summary>Issues access tokens: random, stored as a hash, answered only once they are safe in the store.</summary>
internal sealed class TokenIssuer(
    ITokenStore tokens,
    TokenCap cap,
    CredentialFormat format,
    AuthClock clock,
    AuthHooks hooks,
    AuthEventLog events
)
{
    /// <summary>Issues a token for a client that acts for itself, good at every resource.</summary>
    public ValueTask<IssueOutcome> IssueAsync(
        Client client,
        ImmutableArray<string> scopes,
        TimeSpan? lifetime,
        CancellationToken cancellationToken
    ) => IssueAsync(client, scopes, lifetime, subject: null, audience: [], keyThumbprint: null, cancellationToken);

    /// <summary>Issues a token, unless the host refuses it.</summary>
    public async ValueTask<IssueOutcome> IssueAsync(
        Client client,
        ImmutableArray<string> scopes,
        TimeSpan? lifetime,
        string? subject,
        ImmutableArray<string> audience,
        string? keyThumbprint,
        CancellationToken cancellationToken
    )
    {
        if (client.RequiresDPoP && keyThumbprint is null)
        {
            // An endpoint that issues tokens has forgotten to ask for the proof.
            throw new InvalidOperationException("The tokens of the client must be bound to a key.");
        }

        if (await hooks.IssuingAsync(client, scopes, lifetime, subject, audience) is { } asked)
        {
            if (asked.Error is { } error)
            {
                return new IssueOutcome.Refused(error);
            }

            (scopes, lifetime) = (asked.Scopes, asked.Lifetime);
        }

        var token = format.Create(CredentialKind.AccessToken);
        var now = clock.UtcNow;
        var stored = new AccessToken(CredentialHash.OfToken(token), client.Id, scopes, now, now + lifetime)
        {
            Subject = subject,
            Audience = audience,
            KeyThumbprint = keyThumbprint,
        };
        await tokens.AddAsync(stored, cancellationToken);
        await cap.CountAsync(client.Id, cancellationToken);
        events.Write(new TokenIssued(now, client.Id, scopes));
        return new IssueOutcome.Issued(new IssuedToken(token, scopes, lifetime, now, keyThumbprint));
    }
}

/// <summary>How a request for a token ended.</summary>
internal abstract record IssueOutcome
{
    private IssueOutcome() { }

    /// <summary>The token is stored.</summary>
    public sealed record Issued(IssuedToken Token) : IssueOutcome;

    /// <summary>The host refuses it.</summary>
    public sealed record Refused(OAuthError Error) : IssueOutcome;
}

/// <summary>A token on its way to the client; the only place where it stands in clear.</summary>
internal sealed record IssuedToken(
    string Token,
    ImmutableArray<string> Scopes,
    TimeSpan? Lifetime,
    DateTimeOffset IssuedAt,
    string? KeyThumbprint
)
{
    /// <summary>The scopes as one string (RFC 6749 section 3.3).</summary>
    public string Scope => string.Join(' ', Scopes);

    /// <summary>Does not show the token.</summary>
    public override string ToString() => $"IssuedToken {{ Scope = {Scope} }}";
}
