using Auth.Auditing;
using Auth.Storage;
using Auth.Time;

namespace Auth.Admin;

/// <summary>Carries out what operators do to clients; every change applies to the client's next request.</summary>
internal sealed class ClientDesk(IClientStore clients, IGrantStore grants, AuthClock clock, AuthEventLog events)
{
    private const int MaxAttempts = 10;

    /// <summary>Changes a client; when others change it at the same time, the patch is laid over what they made of it.</summary>
    /// <returns>The client as stored, or <see langword="null"/> when there is none.</returns>
    public async ValueTask<Client?> ChangeAsync(string clientId, ClientPatch patch, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await clients.FindAsync(clientId, cancellationToken) is not { } client)
            {
                return null;
            }

            if (patch.Unverifies)
            {
                // A link that was used would verify the client again.
                await grants.RemoveAllAsync(clientId, GrantKinds.EmailVerification, cancellationToken);
            }

            var changed = patch.Apply(client);
            if (await clients.TryUpdateAsync(changed, cancellationToken))
            {
                events.Write(new ClientChanged(clock.UtcNow, clientId, patch.Fields));
                return changed with { Version = client.Version + 1 };
            }
        }

        throw new InvalidOperationException("The client changes faster than it can be edited.");
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
