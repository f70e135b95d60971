using Auth.Auditing;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;

namespace Auth.Token;

/// <summary>Revokes tokens (RFC 7009): at once on this node, within the cache lifetime on others.</summary>
internal sealed class TokenRevoker(
    ITokenStore tokens,
    IEnumerable<IRevocableCredential> others,
    CredentialFormat format,
    AuthClock clock,
    AuthEventLog events
)
{
    /// <summary>Revokes one token of a client; a token that is another client's is left alone.</summary>
    public async ValueTask<RevocationResult> RevokeAsync(
        string token,
        Client client,
        CancellationToken cancellationToken
    )
    {
        foreach (var other in others)
        {
            if (format.IsGenuine(token, other.Kind))
            {
                return await other.RevokeAsync(token, client, cancellationToken);
            }
        }

        if (!format.IsGenuine(token, CredentialKind.AccessToken))
        {
            return
                format.IsGenuine(token, CredentialKind.RegistrationToken)
                || format.IsGenuine(token, CredentialKind.InitialAccessToken)
                ? RevocationResult.UnsupportedType
                : RevocationResult.Unknown;
        }

        var hash = CredentialHash.OfToken(token);
        if (await tokens.RevokeAsync(hash, client.Id, cancellationToken))
        {
            events.Write(new TokensRevoked(clock.UtcNow, client.Id, 1));
            return RevocationResult.Revoked;
        }

        return await tokens.FindAsync(hash, cancellationToken) is { } found && found.Client.Id != client.Id
            ? RevocationResult.NotYours
            : RevocationResult.Unknown;
    }

    /// <summary>Revokes all tokens of a client.</summary>
    public async ValueTask<int> RevokeAllAsync(string clientId, CancellationToken cancellationToken)
    {
        foreach (var other in others)
        {
            await other.RevokeAllAsync(clientId, cancellationToken);
        }

        var count = await tokens.RevokeAllAsync(clientId, cancellationToken);
        events.Write(new TokensRevoked(clock.UtcNow, clientId, count));
        return count;
    }
}

/// <summary>What became of a revocation.</summary>
internal enum RevocationResult
{
    /// <summary>There is no such token.</summary>
    Unknown,

    /// <summary>It is revoked.</summary>
    Revoked,

    /// <summary>It is another client's and lives on.</summary>
    NotYours,

    /// <summary>It is a token of ours that cannot be revoked here.</summary>
    UnsupportedType,
}
