using System.Collections.Immutable;
using Auth.Auditing;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;

namespace Auth.Token;

/// <summary>Issues access tokens: random, stored as a hash, answered only once they are safe in the store.</summary>
internal sealed class TokenIssuer(ITokenStore tokens, CredentialFormat format, AuthClock clock, AuthEventLog events)
{
    public async ValueTask<IssuedToken> IssueAsync(
        Client client,
        ImmutableArray<string> scopes,
        TimeSpan? lifetime,
        CancellationToken cancellationToken
    )
    {
        var token = format.Create(CredentialKind.AccessToken);
        var now = clock.UtcNow;
        await tokens.AddAsync(
            new AccessToken(CredentialHash.OfToken(token), client.Id, scopes, now, now + lifetime),
            cancellationToken
        );
        events.Write(new TokenIssued(now, client.Id, scopes));
        return new IssuedToken(token, scopes, lifetime, now);
    }
}

/// <summary>A token on its way to the client; the only place where it stands in clear.</summary>
internal sealed record IssuedToken(
    string Token,
    ImmutableArray<string> Scopes,
    TimeSpan? Lifetime,
    DateTimeOffset IssuedAt
)
{
    /// <summary>The scopes as one string (RFC 6749 section 3.3).</summary>
    public string Scope => string.Join(' ', Scopes);

    /// <summary>Does not show the token.</summary>
    public override string ToString() => $"IssuedToken {{ Scope = {Scope} }}";
}
