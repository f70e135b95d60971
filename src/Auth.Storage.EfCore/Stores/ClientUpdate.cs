using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Replaces a client of one version, in one statement.</summary>
internal static class ClientUpdate
{
    /// <returns>How many rows had the id and the version: one or none.</returns>
    public static Task<int> RunAsync(DbContext db, Client client, CancellationToken cancellationToken)
    {
        var row = ClientRow.From(client, client.Version + 1);
        return db.Set<ClientRow>()
            .Where(stored => stored.Id == client.Id && stored.Version == client.Version)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(stored => stored.Name, row.Name)
                        .SetProperty(stored => stored.NormalizedName, row.NormalizedName)
                        .SetProperty(stored => stored.UniqueName, row.UniqueName)
                        .SetProperty(stored => stored.Description, row.Description)
                        .SetProperty(stored => stored.EmailCiphertext, row.EmailCiphertext)
                        .SetProperty(stored => stored.EmailLookupKey, row.EmailLookupKey)
                        .SetProperty(stored => stored.Tier, row.Tier)
                        .SetProperty(stored => stored.Limits, row.Limits)
                        .SetProperty(stored => stored.Verified, row.Verified)
                        .SetProperty(stored => stored.Disabled, row.Disabled)
                        .SetProperty(stored => stored.Scopes, row.Scopes)
                        .SetProperty(stored => stored.GrantTypes, row.GrantTypes)
                        .SetProperty(stored => stored.Secrets, row.Secrets)
                        .SetProperty(stored => stored.RedirectUris, row.RedirectUris)
                        .SetProperty(stored => stored.Website, row.Website)
                        .SetProperty(stored => stored.AuthenticationMethod, row.AuthenticationMethod)
                        .SetProperty(stored => stored.KeySet, row.KeySet)
                        .SetProperty(stored => stored.RequiresDPoP, row.RequiresDPoP)
                        .SetProperty(stored => stored.IsResourceServer, row.IsResourceServer)
                        .SetProperty(stored => stored.RegistrationToken, row.RegistrationToken)
                        .SetProperty(stored => stored.AccessType, row.AccessType)
                        .SetProperty(stored => stored.Access, row.Access)
                        .SetProperty(stored => stored.CreatedAt, row.CreatedAt)
                        .SetProperty(stored => stored.LapsesAt, row.LapsesAt)
                        .SetProperty(stored => stored.Owner, row.Owner)
                        .SetProperty(stored => stored.Version, row.Version),
                cancellationToken
            );
    }
}
