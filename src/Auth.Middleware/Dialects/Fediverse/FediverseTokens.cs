using Auth.Bearer;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse;

/// <summary>Looks tokens up, straight from the store, for endpoints that read them themselves.</summary>
internal sealed class FediverseTokens(ITokenStore tokens, CredentialFormat format, AuthClock clock)
{
    /// <summary>Finds a live token of whichever client.</summary>
    public async ValueTask<TokenLookup?> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is null || !format.IsGenuine(token, CredentialKind.AccessToken))
        {
            return null;
        }

        var now = clock.UtcNow;
        return
            await tokens.FindAsync(CredentialHash.OfToken(token), cancellationToken) is { Client.Disabled: false } found
            && !found.Client.HasLapsed(now)
            && !found.Token.HasExpired(now)
            ? found
            : null;
    }

    /// <summary>The text of a bearer token in the header; <see langword="null"/> when there is none.</summary>
    public static string? Bearer(HttpRequest request) =>
        BearerHeaderReader.Read(request.Headers.Authorization, out var token) == BearerHeader.Token
            ? token.ToString()
            : null;
}
