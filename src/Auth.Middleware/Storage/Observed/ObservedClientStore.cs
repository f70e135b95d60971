using Auth.Nodes;

namespace Auth.Storage.Observed;

/// <summary>The registered client store; every change reaches the cached sessions of the client at once.</summary>
internal sealed class ObservedClientStore(IClientStore inner, ClientChanges changes) : IClientStore
{
    public ValueTask<Client?> FindAsync(string clientId, CancellationToken cancellationToken) =>
        inner.FindAsync(clientId, cancellationToken);

    public ValueTask<Client?> FindByUniqueNameAsync(string uniqueName, CancellationToken cancellationToken) =>
        inner.FindByUniqueNameAsync(uniqueName, cancellationToken);

    public ValueTask<AddClientOutcome> AddAsync(
        Client client,
        OutboxMessage? mail,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => inner.AddAsync(client, mail, now, cancellationToken);

    public async ValueTask<bool> TryUpdateAsync(Client client, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.TryUpdateAsync(client, cancellationToken);
        }
        finally
        {
            // Also when it threw: the statement may have been carried out.
            changes.Invalidate(client.Id);
        }
    }

    public async ValueTask<bool> RemoveAsync(string clientId, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.RemoveAsync(clientId, cancellationToken);
        }
        finally
        {
            changes.Invalidate(clientId);
        }
    }

    public ValueTask<IReadOnlyList<Client>> PageAsync(ClientQuery query, CancellationToken cancellationToken) =>
        inner.PageAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<Client>> PageWithAccessAsync(
        Client? after,
        int limit,
        CancellationToken cancellationToken
    ) => inner.PageWithAccessAsync(after, limit, cancellationToken);

    public async ValueTask<IReadOnlyList<string>> RemoveLapsedAsync(
        DateTimeOffset before,
        int batch,
        CancellationToken cancellationToken
    )
    {
        var removed = await inner.RemoveLapsedAsync(before, batch, cancellationToken);
        foreach (var clientId in removed)
        {
            changes.Invalidate(clientId);
        }

        return removed;
    }
}
