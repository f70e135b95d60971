using System.Globalization;
using Auth.Storage;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>Describes applications.</summary>
internal sealed class GoToSocialApps(VapidKey vapid)
{
    /// <summary>A new application, with its secret.</summary>
    public GoToSocialApplicationBody Registered(Client client, string secret) =>
        Describe(client) with
        {
            ClientId = client.Id,
            ClientSecret = secret,
        };

    /// <summary>An application later, to itself and to its owner.</summary>
    public GoToSocialApplicationBody Describe(Client client) =>
        new(
            IdOf(client),
            client.CreatedAt.UtcDateTime.ToString(GoToSocialReply.TimeFormat, CultureInfo.InvariantCulture),
            client.Name,
            client.Website,
            string.Join('\n', client.RedirectUris),
            client.RedirectUris,
            ClientId: null,
            ClientSecret: null,
            vapid.Unpadded,
            client.Scopes
        );

    /// <summary>The id that lists and paths use.</summary>
    public static string IdOf(Client client) => FediverseIds.Ulid(client.Id, client.CreatedAt);
}
