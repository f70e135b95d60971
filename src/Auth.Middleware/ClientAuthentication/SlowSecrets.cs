using System.Diagnostics.CodeAnalysis;
using Auth.Credentials;
using Auth.Storage;
using Microsoft.Extensions.Options;

namespace Auth.ClientAuthentication;

/// <summary>Checks secrets that are hashed slowly, chosen or imported, and stores them better once they were right.</summary>
internal sealed class SlowSecrets(
    IClientStore clients,
    ImportedSecrets imported,
    CredentialFormat format,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private readonly string _own = format.Start(CredentialKind.ClientSecret);

    /// <summary>Whether a secret is looked at where clients with generated secrets come too: the host says so, and this host did not make it.</summary>
    public bool Takes([NotNullWhen(true)] string? secret) =>
        secret is not null
        && options.CurrentValue.ImportedSecrets.AtTokenEndpoints
        && !secret.StartsWith(_own, StringComparison.Ordinal);

    /// <summary>Finds the secret that was presented.</summary>
    /// <param name="client">The client; <see langword="null"/> when there is none that may come in, which takes as long.</param>
    /// <param name="secret">What the caller sent.</param>
    /// <param name="now">Decides which secrets are live.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public ValueTask<ImportedSecretResult> MatchAsync(
        Client? client,
        string secret,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        imported.MatchAsync(client?.Secrets.Where(candidate => candidate.IsLive(now)) ?? [], secret, cancellationToken);

    /// <summary>
    /// Stores the hash of a right secret anew: quickly hashed when it looks drawn at random, otherwise slowly as the host hashes now. Who is
    /// faster does not matter.
    /// </summary>
    public async ValueTask RenewAsync(
        Client client,
        ClientSecret secret,
        string text,
        CancellationToken cancellationToken
    )
    {
        SecretHash? hash = null;
        if (SlowHash.Is(secret.Hash) && SecretStrength.LooksRandom(text))
        {
            hash = CredentialHash.OfSecret(text);
        }
        else if (imported.IsOutdated(secret.Hash))
        {
            hash = await imported.HashAsync(text, cancellationToken);
        }

        if (hash is { } better)
        {
            var secrets = client.Secrets.Replace(secret, secret with { Hash = better });
            await clients.TryUpdateAsync(client with { Secrets = secrets }, cancellationToken);
        }
    }
}
