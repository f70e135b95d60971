using Auth.Auditing;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;

namespace Auth.Admin.Import;

/// <summary>Stores imported clients: a client that is there already stays as it is, so an import may be run again. No mail is sent.</summary>
internal sealed class ClientImporter(
    IClientStore clients,
    ImportedSecrets secrets,
    AuthClock clock,
    AuthEventLog events
)
{
    public const string Refused = "refused";

    private const string Imported = "imported";
    private const string Existing = "existing";
    private const string Busy = "busy";
    private const string NameTaken = "Another client has the name, or the address.";

    /// <summary>Stores one client.</summary>
    /// <param name="imported">The client, checked for form.</param>
    /// <param name="dryRun">Whether to say only what would happen.</param>
    /// <param name="cancellationToken">Cancels the call; the client is then stored whole or not at all.</param>
    public async ValueTask<(string Outcome, string? Detail)> ImportAsync(
        ImportedClient imported,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var (client, now) = (imported.Client, clock.UtcNow);
        // Before the secret is hashed: a second run costs look-ups only.
        if (await clients.FindAsync(client.Id, cancellationToken) is not null)
        {
            return (Existing, null);
        }

        if (dryRun)
        {
            var taken =
                client.UniqueName is { } name
                && await clients.FindByUniqueNameAsync(name, cancellationToken) is { } other
                && !other.HasLapsed(now);
            return taken ? (Refused, NameTaken) : (Imported, null);
        }

        if (await HashAsync(imported, cancellationToken) is not { } hash)
        {
            return (Busy, null);
        }

        client = client with { Secrets = [new ClientSecret(Base62.Random(8), hash, now, ExpiresAt: null)] };
        switch (await clients.AddAsync(client, mail: null, now, cancellationToken))
        {
            case AddClientOutcome.Added:
                events.Write(new ClientRegistered(now, client.Id, client.Tier));
                return (Imported, null);
            case AddClientOutcome.NameTaken when await clients.FindAsync(client.Id, cancellationToken) is null:
                return (Refused, NameTaken);
            default:
                return (Existing, null);
        }
    }

    /// <returns><see langword="null"/> when too many secrets are hashed at once.</returns>
    private async ValueTask<SecretHash?> HashAsync(ImportedClient imported, CancellationToken cancellationToken) =>
        imported.Secret is not { } secret ? imported.Hash
        : SecretStrength.LooksRandom(secret) ? CredentialHash.OfSecret(secret)
        : await secrets.HashAsync(secret, cancellationToken);
}
