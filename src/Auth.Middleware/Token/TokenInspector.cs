using Auth.Credentials;
using Auth.Storage;
using Auth.Time;

namespace Auth.Token;

/// <summary>Looks tokens up for those who may know (RFC 7662), straight from the store.</summary>
internal sealed class TokenInspector(ITokenStore tokens, CredentialFormat format, AuthClock clock)
{
    /// <summary>Finds a live token that a client may ask about: its own, or any when it serves a resource.</summary>
    /// <returns>The token; <see langword="null"/> when it is unknown, over, or none of the caller's business.</returns>
    public async ValueTask<AccessToken?> InspectAsync(string token, Client caller, CancellationToken cancellationToken)
    {
        if (!format.IsGenuine(token, CredentialKind.AccessToken))
        {
            return null;
        }

        var found = await tokens.FindAsync(CredentialHash.OfToken(token), cancellationToken);
        var now = clock.UtcNow;
        return
            found is { Client.Disabled: false }
            && (found.Client.Id == caller.Id || caller.IsResourceServer)
            && !found.Client.HasLapsed(now)
            && !found.Token.HasExpired(now)
            ? found.Token
            : null;
    }
}
