using Auth.Auditing;
using Auth.Registration;
using Auth.Storage;
using Auth.Time;

namespace Auth.Admin;

/// <summary>Carries out what operators do to clients; every change applies to the client's next request.</summary>
/// <remarks>An order that names a version is for that version of the client only.</remarks>
internal sealed class ClientDesk(
    IClientStore clients,
    IGrantStore grants,
    SecretRotator rotator,
    SecretEnder ender,
    AuthClock clock,
    AuthEventLog events
)
{
    private const int MaxAttempts = 10;

    /// <summary>Changes a client; when others change it at the same time, a patch without a version is laid over what they made of it.</summary>
    /// <returns>The client as stored.</returns>
    public async ValueTask<DeskOutcome<Client>> ChangeAsync(
        string clientId,
        ClientPatch patch,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await clients.FindAsync(clientId, cancellationToken) is not { } client)
            {
                return new(DeskStatus.Missing);
            }

            if (!patch.Fits(client))
            {
                return new(DeskStatus.Stale);
            }

            if (patch.Unverifies)
            {
                // A link that was used would verify the client again.
                await grants.RemoveAllAsync(clientId, GrantKinds.EmailVerification, cancellationToken);
            }

            var changed = patch.Apply(client);
            if (await clients.TryUpdateAsync(changed, cancellationToken))
            {
                events.Write(new ClientChanged(clock.UtcNow, clientId, patch.Fields) { Changes = patch.Changes });
                return new(DeskStatus.Done, changed with { Version = client.Version + 1 });
            }
        }

        throw new InvalidOperationException("The client changes faster than it can be edited.");
    }

    /// <summary>Gives a client a new secret and ends the others after the overlap.</summary>
    public async ValueTask<DeskOutcome<RotatedSecret>> RotateAsync(
        string clientId,
        TimeSpan overlap,
        long? version,
        CancellationToken cancellationToken
    )
    {
        if (version is null)
        {
            return await rotator.RotateAsync(clientId, overlap, cancellationToken) is { } rotated
                ? new(DeskStatus.Done, rotated)
                : new(DeskStatus.Missing);
        }

        if (await clients.FindAsync(clientId, cancellationToken) is not { } client)
        {
            return new(DeskStatus.Missing);
        }

        return
            client.Version == version && await rotator.TryRotateAsync(client, overlap, cancellationToken) is { } secret
            ? new(DeskStatus.Done, secret)
            : new(DeskStatus.Stale);
    }

    /// <summary>Ends one secret of a client; the others live on.</summary>
    public async ValueTask<DeskStatus> EndSecretAsync(
        string clientId,
        string secretId,
        long version,
        CancellationToken cancellationToken
    )
    {
        if (await clients.FindAsync(clientId, cancellationToken) is not { } client)
        {
            return DeskStatus.Missing;
        }

        return client.Version == version && await ender.TryEndAsync(client, secretId, cancellationToken)
            ? DeskStatus.Done
            : DeskStatus.Stale;
    }

    /// <summary>Removes a client with everything that belongs to it.</summary>
    public async ValueTask<bool> RemoveAsync(string clientId, CancellationToken cancellationToken)
    {
        var removed = await clients.RemoveAsync(clientId, cancellationToken);
        if (removed)
        {
            events.Write(new ClientRemoved(clock.UtcNow, clientId));
        }

        return removed;
    }
}
