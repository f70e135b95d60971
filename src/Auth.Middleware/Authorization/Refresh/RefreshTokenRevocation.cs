using Auth.Auditing;
using Auth.Authorization.Approvals;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Auth.Token;

namespace Auth.Authorization.Refresh;

/// <summary>Revokes a refresh token, and with it what its approval has bought (RFC 7009 section 2.1).</summary>
internal sealed class RefreshTokenRevocation(
    IGrantStore grants,
    ApprovalRevoker revoker,
    AuthClock clock,
    AuthEventLog events
) : IRevocableCredential
{
    public string Kind => CredentialKind.RefreshToken;

    public async ValueTask<RevocationResult> RevokeAsync(
        string credential,
        Client client,
        CancellationToken cancellationToken
    )
    {
        var hash = CredentialHash.OfToken(credential);
        var stored = await grants.FindAsync(hash, GrantKinds.RefreshToken, cancellationToken);
        if (stored is null)
        {
            return RevocationResult.Unknown;
        }

        if (stored.ClientId != client.Id)
        {
            return RevocationResult.NotYours;
        }

        var count = await revoker.RevokeAsync(stored, cancellationToken);
        events.Write(new TokensRevoked(clock.UtcNow, client.Id, count));
        return RevocationResult.Revoked;
    }

    public async ValueTask RevokeAllAsync(string clientId, CancellationToken cancellationToken)
    {
        await grants.RemoveAllAsync(clientId, GrantKinds.AuthorizationCode, cancellationToken);
        await grants.RemoveAllAsync(clientId, GrantKinds.RefreshToken, cancellationToken);
    }
}
