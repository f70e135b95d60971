using Auth.Bearer.Sessions.Shared;
using Auth.Storage;
using Auth.Time;

namespace Auth.Bearer.Sessions;

/// <summary>Reads a token: as another node has read it lately, or from the store.</summary>
internal sealed class TokenReader(ITokenStore tokens, SharedTokens shared, AuthClock clock)
{
    public async ValueTask<TokenReading> ReadAsync(TokenHash hash)
    {
        var place = await shared.FindAsync(hash);
        if (place?.Known is { } known)
        {
            return known;
        }

        var found = await tokens.FindAsync(hash, CancellationToken.None);
        if (place is not null && found is not null)
        {
            shared.Leave(place, found);
        }

        return new TokenReading(found, clock.Milliseconds);
    }
}
