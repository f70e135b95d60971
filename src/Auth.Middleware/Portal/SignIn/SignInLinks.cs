using System.Collections.Immutable;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.Portal.SignIn;

/// <summary>Makes and redeems the codes of the links that sign developers in.</summary>
/// <remarks>A code is made when its mail is sent, is stored as a hash, is bound to the address it went to, and works once.</remarks>
internal sealed class SignInLinks(
    IGrantStore grants,
    IClientStore clients,
    CredentialFormat format,
    EmailSealer sealer,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    /// <summary>How long a link works.</summary>
    public TimeSpan Lifetime => options.CurrentValue.Portal.SignInLinkLifetime;

    /// <summary>Makes a code for the address of a client.</summary>
    public async ValueTask<string> CreateCodeAsync(Client client, CancellationToken cancellationToken)
    {
        var code = format.Create(CredentialKind.PortalLink);
        var now = clock.UtcNow;
        var grant = new Grant(
            CredentialHash.OfToken(code),
            GrantKinds.PortalLink,
            client.Id,
            client.Email!.LookupKey,
            now,
            now + Lifetime
        );
        await grants.AddAsync(grant, cancellationToken);
        return code;
    }

    /// <summary>Whether a code would sign somebody in now; changes nothing.</summary>
    public async ValueTask<bool> IsGoodAsync(string code, CancellationToken cancellationToken) =>
        format.IsGenuine(code, CredentialKind.PortalLink)
        && await grants.FindAsync(CredentialHash.OfToken(code), GrantKinds.PortalLink, cancellationToken)
            is { UsedAt: null } grant
        && clock.UtcNow < grant.ExpiresAt;

    /// <summary>Redeems a code: of all who present it, exactly one gets the address.</summary>
    /// <returns>The look-up keys of the address, the current one first; empty when the code is used, over, or of an address that has changed.</returns>
    public async ValueTask<ImmutableArray<string>> RedeemAsync(string code, CancellationToken cancellationToken)
    {
        if (!format.IsGenuine(code, CredentialKind.PortalLink))
        {
            return [];
        }

        var hash = CredentialHash.OfToken(code);
        var taken = await grants.TakeAsync(hash, GrantKinds.PortalLink, clock.UtcNow, cancellationToken);
        return
            taken is { Status: TakeGrantStatus.Taken, Grant: { ClientId: { } id, BoundTo: { } bound } }
            && await clients.FindAsync(id, cancellationToken) is { Email: { } email }
            && email.LookupKey == bound
            ? sealer.Open(email) is { } address
                ? [.. sealer.LookupKeys(address)]
                : [bound]
            : [];
    }
}
