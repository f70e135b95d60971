using Auth.Auditing;
using Auth.Authorization.Refresh;
using Auth.Authorization.Users;
using Auth.Credentials;
using Auth.Registration;
using Auth.Storage;
using Auth.Time;
using Auth.Token;
using Microsoft.Extensions.Options;

namespace Auth.Authorization.Applications;

/// <summary>The applications that a user has registered: a user sees and changes their own only.</summary>
internal sealed class OwnApplications(
    IClientStore clients,
    ClientRegistrar registrar,
    TokenIssuer issuer,
    RefreshTokenGrant refresh,
    AuthClock clock,
    AuthEventLog events,
    IOptionsMonitor<AuthorizationCodeOptions> options
)
{
    private const int Most = 200;
    private const int IdLength = 32;

    /// <summary>The applications, newest first.</summary>
    public ValueTask<IReadOnlyList<Client>> ListAsync(SignedInUser user, CancellationToken cancellationToken) =>
        clients.PageAsync(
            new ClientQuery(Text: null, NormalizedText: null, [], After: null, Most) { Owner = user.Subject },
            cancellationToken
        );

    /// <summary>An application of the user, or <see langword="null"/>.</summary>
    public async ValueTask<Client?> FindAsync(
        SignedInUser user,
        string clientId,
        CancellationToken cancellationToken
    ) =>
        await clients.FindAsync(clientId, cancellationToken) is { } client && client.Owner == user.Subject
            ? client
            : null;

    /// <summary>Whether the user may register another.</summary>
    public bool MayAdd(int count) => count < options.CurrentValue.MaxApplicationsPerUser;

    /// <summary>Registers an application.</summary>
    public ValueTask<RegistrationOutcome> AddAsync(
        SignedInUser user,
        ApplicationDraft draft,
        CancellationToken cancellationToken
    )
    {
        var redirects = draft.RedirectList;
        return registrar.RegisterAsync(
            new ClientRegistration
            {
                Name = draft.Name,
                UniqueName = false,
                Website = draft.Website.Length == 0 ? null : draft.Website,
                RedirectUris = redirects,
                Scopes = draft.Scopes,
                GrantTypes =
                [
                    "client_credentials",
                    .. redirects.IsEmpty ? [] : (string[])[AuthorizationCodeGrant.Type],
                    .. redirects.IsEmpty || !refresh.IsOffered ? [] : (string[])[RefreshTokenGrant.Type],
                ],
                Verified = true,
                Owner = user.Subject,
                Dialect = "oauth2",
            },
            cancellationToken
        );
    }

    /// <summary>Makes an access token with which an application acts for its own developer.</summary>
    public async ValueTask<IssueOutcome> IssueTokenAsync(
        SignedInUser user,
        Client client,
        CancellationToken cancellationToken
    )
    {
        var binding = new TokenBinding([], KeyThumbprint: null)
        {
            Subject = user.Subject,
            AuthorizationId = Base62.Random(IdLength),
        };
        var lifetime = options.CurrentValue.PersonalTokenLifetime;
        var outcome = await issuer.IssueAsync(client, client.Scopes, lifetime, binding, cancellationToken);
        if (outcome is IssueOutcome.Issued(var token))
        {
            events.Write(new AuthorizationGranted(clock.UtcNow, client.Id, user.Subject, token.Scopes));
        }

        return outcome;
    }

    /// <summary>Removes an application with all its tokens.</summary>
    public async ValueTask RemoveAsync(Client client, CancellationToken cancellationToken)
    {
        if (await clients.RemoveAsync(client.Id, cancellationToken))
        {
            events.Write(new ClientRemoved(clock.UtcNow, client.Id));
        }
    }
}
