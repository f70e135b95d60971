using System.Collections.Immutable;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Portal.Access;

/// <summary>Sessions of developers. A session is a grant: stored as a hash, ended by sign-out on every node, gone with its client or its time.</summary>
internal sealed class PortalSessions(
    IGrantStore grants,
    CredentialFormat format,
    SessionCookie cookie,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private const int IdLength = 16;

    /// <summary>The session of a request, or <see langword="null"/>. An invented one costs no look-up.</summary>
    public async ValueTask<PortalSession?> FindAsync(HttpContext context)
    {
        if (cookie.Read(context) is not { } sent || !format.IsGenuine(sent, CredentialKind.PortalSession))
        {
            return null;
        }

        var hash = CredentialHash.OfToken(sent);
        var grant = await grants.FindAsync(hash, GrantKinds.PortalSession, context.RequestAborted);
        return grant is { UsedAt: null } && clock.UtcNow < grant.ExpiresAt ? ToSession(grant) : null;
    }

    /// <summary>Starts a session of an address, or of the one client that was just registered; the one before it ends.</summary>
    /// <param name="context">The request.</param>
    /// <param name="clientId">The one client; <see langword="null"/> for a session of an address.</param>
    /// <param name="emailKeys">The look-up keys of the address, the current one first.</param>
    public async ValueTask<PortalSession> StartAsync(
        HttpContext context,
        string? clientId,
        ImmutableArray<string> emailKeys
    )
    {
        await EndAsync(context);
        var lifetime = options.CurrentValue.Portal.SessionLifetime;
        var session = format.Create(CredentialKind.PortalSession);
        var now = clock.UtcNow;
        var grant = new Grant(
            CredentialHash.OfToken(session),
            GrantKinds.PortalSession,
            clientId,
            BoundTo: null,
            now,
            now + lifetime
        )
        {
            Data = emailKeys.IsEmpty ? null : string.Join(' ', emailKeys),
            AuthorizationId = emailKeys.IsEmpty ? null : emailKeys[0],
        };
        await grants.AddAsync(grant, context.RequestAborted);
        cookie.Set(context, session, lifetime);
        return ToSession(grant);
    }

    /// <summary>Ends the session of a request everywhere.</summary>
    public async ValueTask EndAsync(HttpContext context)
    {
        if (cookie.Read(context) is not { } sent)
        {
            return;
        }

        cookie.Clear(context);
        if (format.IsGenuine(sent, CredentialKind.PortalSession))
        {
            var hash = CredentialHash.OfToken(sent);
            await grants.TakeAsync(hash, GrantKinds.PortalSession, clock.UtcNow, context.RequestAborted);
        }
    }

    /// <summary>Ends all sessions of an address.</summary>
    public async ValueTask EndAllAsync(PortalSession session, CancellationToken cancellationToken)
    {
        if (!session.EmailKeys.IsEmpty)
        {
            await grants.RemoveByAuthorizationAsync(session.EmailKeys[0], cancellationToken);
        }
    }

    private static PortalSession ToSession(Grant grant) =>
        new(
            Convert.ToHexStringLower(grant.Hash.ToArray())[..IdLength],
            grant.ClientId,
            grant.Data is { } keys ? [.. keys.Split(' ')] : []
        );
}
