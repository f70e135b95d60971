using Auth.Auditing;
using Auth.Storage;
using Auth.Time;

namespace Auth.AccessControl;

/// <summary>The clients under access control. A change is laid over what others have made of the client meanwhile, so none is lost.</summary>
internal sealed class ManagedClients(IClientStore clients, AuthClock clock, AuthEventLog events)
{
    /// <summary>Every failed attempt means that another change succeeded: this many in a row is no accident.</summary>
    public const int MaxAttempts = 100;

    private const int PageSize = 200;

    /// <summary>All clients, oldest first.</summary>
    public async ValueTask<IReadOnlyList<Client>> ListAsync(CancellationToken cancellationToken)
    {
        List<Client> all = [];
        IReadOnlyList<Client> page;
        do
        {
            page = await clients.PageWithAccessAsync(all.Count == 0 ? null : all[^1], PageSize, cancellationToken);
            all.AddRange(page);
        } while (page.Count == PageSize);

        return [.. all.OrderBy(client => client.CreatedAt).ThenBy(client => client.Id, StringComparer.Ordinal)];
    }

    /// <summary>Finds a client under access control.</summary>
    public async ValueTask<Client?> FindAsync(string clientId, CancellationToken cancellationToken) =>
        await clients.FindAsync(clientId, cancellationToken) is { Access: not null } client ? client : null;

    /// <summary>Adds a client.</summary>
    public async ValueTask<AccessResult<Client>> AddAsync(Client client, CancellationToken cancellationToken)
    {
        switch (await clients.AddAsync(client, mail: null, clock.UtcNow, cancellationToken))
        {
            case AddClientOutcome.IdTaken:
                return AccessErrorKind.ClientExists;
            case AddClientOutcome.NameTaken:
                // The store looks at names first; both may be taken.
                return await clients.FindAsync(client.Id, cancellationToken) is null
                    ? AccessErrorKind.EmailExists
                    : AccessErrorKind.ClientExists;
            default:
                events.Write(new ClientRegistered(clock.UtcNow, client.Id, client.Tier));
                return client;
        }
    }

    /// <summary>Changes a client.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="field">What is changed, for the audit.</param>
    /// <param name="change">Makes the changed client of the current one, or refuses; called again when others were faster.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<AccessResult<Client>> ChangeAsync(
        string clientId,
        string field,
        Func<Client, AccessResult<Client>> change,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await FindAsync(clientId, cancellationToken) is not { } client)
            {
                return AccessErrorKind.NotFound;
            }

            var result = change(client);
            if (result.Value is not { } changed)
            {
                return result;
            }

            if (await TryUpdateAsync(changed, cancellationToken) is not { } updated)
            {
                return AccessErrorKind.EmailExists;
            }

            if (updated)
            {
                events.Write(new ClientChanged(clock.UtcNow, clientId, [field]));
                return changed with { Version = client.Version + 1 };
            }
        }

        return AccessErrorKind.Contended;
    }

    /// <summary>Removes a client with its tokens and keys.</summary>
    public async ValueTask<bool> RemoveAsync(string clientId, CancellationToken cancellationToken)
    {
        var removed = await clients.RemoveAsync(clientId, cancellationToken);
        if (removed)
        {
            events.Write(new ClientRemoved(clock.UtcNow, clientId));
        }

        return removed;
    }

    /// <returns><see langword="null"/> when another client has the unique name.</returns>
    private async ValueTask<bool?> TryUpdateAsync(Client client, CancellationToken cancellationToken)
    {
        try
        {
            return await clients.TryUpdateAsync(client, cancellationToken);
        }
        catch (InvalidOperationException) when (client.UniqueName is not null)
        {
            var holder = await clients.FindByUniqueNameAsync(client.UniqueName, cancellationToken);
            if (holder is null || holder.Id == client.Id)
            {
                throw;
            }

            return null;
        }
    }
}
