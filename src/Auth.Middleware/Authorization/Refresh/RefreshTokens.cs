using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.Authorization.Refresh;

/// <summary>Makes refresh tokens: each is good for one use, and all of one approval are one family.</summary>
internal sealed class RefreshTokens(
    CredentialFormat format,
    AuthClock clock,
    IOptionsMonitor<AuthorizationCodeOptions> options
)
{
    /// <summary>Makes a refresh token of the family that a code or an earlier refresh token belongs to.</summary>
    public PreparedRefreshToken Prepare(Grant bought, RefreshTerms terms)
    {
        var token = format.Create(CredentialKind.RefreshToken);
        var now = clock.UtcNow;
        var stored = new Grant(
            CredentialHash.OfToken(token),
            GrantKinds.RefreshToken,
            bought.ClientId,
            bought.BoundTo,
            now,
            now + options.CurrentValue.RefreshTokenLifetime
        )
        {
            Subject = bought.Subject,
            AuthorizationId = bought.AuthorizationId,
            Data = terms.Write(),
        };
        return new PreparedRefreshToken(token, stored);
    }
}

/// <summary>A refresh token that is made and not stored yet.</summary>
/// <param name="Token">What the client gets.</param>
/// <param name="Stored">What the store gets.</param>
internal sealed record PreparedRefreshToken(string Token, Grant Stored)
{
    /// <summary>Does not show the token.</summary>
    public override string ToString() => "PreparedRefreshToken";
}
