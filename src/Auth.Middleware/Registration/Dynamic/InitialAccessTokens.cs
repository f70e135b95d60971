using Auth.Credentials;
using Auth.Storage;
using Auth.Time;

namespace Auth.Registration.Dynamic;

/// <summary>Tokens that allow one registration each (RFC 7591 section 3), which operators hand out.</summary>
internal sealed class InitialAccessTokens(IGrantStore grants, CredentialFormat format, AuthClock clock)
{
    /// <summary>How long a token waits when nothing else is asked for.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(7);

    /// <summary>The longest a token may wait.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(365);

    /// <summary>Makes a token; it exists nowhere else.</summary>
    public async ValueTask<(string Token, DateTimeOffset ExpiresAt)> IssueAsync(
        TimeSpan lifetime,
        CancellationToken cancellationToken
    )
    {
        var token = format.Create(CredentialKind.InitialAccessToken);
        var now = clock.UtcNow;
        var grant = new Grant(
            CredentialHash.OfToken(token),
            GrantKinds.InitialAccessToken,
            ClientId: null,
            BoundTo: null,
            now,
            now + lifetime
        );
        await grants.AddAsync(grant, cancellationToken);
        return (token, grant.ExpiresAt);
    }

    /// <summary>Whether a token would be taken now; changes nothing.</summary>
    public async ValueTask<bool> IsGoodAsync(string token, CancellationToken cancellationToken) =>
        format.IsGenuine(token, CredentialKind.InitialAccessToken)
        && await grants.FindAsync(CredentialHash.OfToken(token), GrantKinds.InitialAccessToken, cancellationToken)
            is { UsedAt: null } grant
        && grant.ExpiresAt > clock.UtcNow;

    /// <summary>Takes a token: of all who present it, exactly one is told <see langword="true"/>.</summary>
    public async ValueTask<bool> TakeAsync(string token, CancellationToken cancellationToken)
    {
        var taken = await grants.TakeAsync(
            CredentialHash.OfToken(token),
            GrantKinds.InitialAccessToken,
            clock.UtcNow,
            cancellationToken
        );
        return taken.Status == TakeGrantStatus.Taken;
    }
}
