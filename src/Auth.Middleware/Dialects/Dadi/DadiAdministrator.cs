using Auth.AccessControl;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Dadi;

/// <summary>Makes the first administrator when the host starts. One that exists keeps its power, and only its secret follows the configuration.</summary>
internal sealed class DadiAdministrator(
    ManagedClients clients,
    ImportedSecrets secrets,
    AuthClock clock,
    IOptions<DadiOptions> options,
    IOptions<ClientCredentialsAuthOptions> settings,
    ILogger<DadiAdministrator> logger
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Admin is not { ClientId: { Length: > 0 } id, Secret: { Length: > 0 } secret } admin)
        {
            return;
        }

        if (await clients.FindAsync(id, cancellationToken) is { } existing)
        {
            await FollowAsync(existing, secret, cancellationToken);
            return;
        }

        var client = DadiClient.Create(
            id,
            await HashAsync(secret, cancellationToken),
            new ClientAccess { Type = admin.AccessType },
            settings.Value.Registration.Tier,
            clock.UtcNow
        );
        // Another node may be making the same one.
        if ((await clients.AddAsync(client, cancellationToken)).Error is null)
        {
            Log.AdministratorMade(logger, id);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task FollowAsync(Client client, string secret, CancellationToken cancellationToken)
    {
        var check = await secrets.MatchAsync(client.Secrets, secret, cancellationToken);
        if (check.Secret is null)
        {
            var hash = await HashAsync(secret, cancellationToken);
            await clients.ChangeAsync(
                client.Id,
                "secret",
                current => current with { Secrets = [DadiClient.Secret(hash, clock.UtcNow)] },
                cancellationToken
            );
            Log.AdministratorSecretReplaced(logger, client.Id);
        }
    }

    private async Task<SecretHash> HashAsync(string secret, CancellationToken cancellationToken) =>
        await secrets.HashAsync(secret, cancellationToken)
        ?? throw new InvalidOperationException("Nothing else is hashed before the server listens.");
}
