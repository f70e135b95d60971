using Auth.Auditing;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;

namespace Auth.Token;

/// <summary>Revokes tokens (RFC 7009): at once on this node, within the cache lifetime on others.</summary>
internal sealed class TokenRevoker(ITokenStore tokens, CredentialFormat format, AuthClock clock, AuthEventLog events)
{
    /// <summary>Revokes one token of a client; a token that is unknown or another client's is left alone.</summary>
    public async ValueTask RevokeAsync(string token, Client client, CancellationToken cancellationToken)
    {
        if (
            format.IsGenuine(token, CredentialKind.AccessToken)
            && await tokens.RevokeAsync(CredentialHash.OfToken(token), client.Id, cancellationToken)
        )
        {
            events.Write(new TokensRevoked(clock.UtcNow, client.Id, 1));
        }
    }

    /// <summary>Revokes all tokens of a client.</summary>
    public async ValueTask<int> RevokeAllAsync(string clientId, CancellationToken cancellationToken)
    {
        var count = await tokens.RevokeAllAsync(clientId, cancellationToken);
        events.Write(new TokensRevoked(clock.UtcNow, clientId, count));
        return count;
    }
}
