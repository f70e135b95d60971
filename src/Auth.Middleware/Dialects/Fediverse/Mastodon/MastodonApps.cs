using Auth.Storage;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>Describes applications.</summary>
internal sealed class MastodonApps(VapidKey vapid)
{
    /// <summary>A new application: the redirect URIs as they were sent, and the secret.</summary>
    public RegisteredApplicationBody Registered(Client client, string secret, string redirectUri) =>
        new(
            FediverseIds.Number(client.Id, client.CreatedAt),
            client.Name,
            client.Website,
            client.Scopes,
            client.RedirectUris,
            vapid.Padded,
            redirectUri,
            client.Id,
            secret,
            ClientSecretExpiresAt: 0
        );

    /// <summary>An application later.</summary>
    public ApplicationBody Describe(Client client) =>
        new(
            FediverseIds.Number(client.Id, client.CreatedAt),
            client.Name,
            client.Website,
            client.Scopes,
            client.RedirectUris,
            vapid.Padded,
            string.Join('\n', client.RedirectUris)
        );
}
