namespace Auth.Storage.Guarded;

/// <summary>The registered client store; nobody waits for it while it is silent.</summary>
internal sealed class GuardedClientStore(IClientStore inner, StoreGuard guard) : IClientStore
{
    public ValueTask<Client?> FindAsync(string clientId, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.FindAsync(clientId, stop), cancellationToken);

    public ValueTask<Client?> FindByUniqueNameAsync(string uniqueName, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.FindByUniqueNameAsync(uniqueName, stop), cancellationToken);

    public ValueTask<AddClientOutcome> AddAsync(
        Client client,
        OutboxMessage? mail,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.AddAsync(client, mail, now, stop), cancellationToken);

    public ValueTask<bool> TryUpdateAsync(Client client, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.TryUpdateAsync(client, stop), cancellationToken);

    public ValueTask<bool> RemoveAsync(string clientId, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveAsync(clientId, stop), cancellationToken);

    public ValueTask<IReadOnlyList<Client>> PageAsync(ClientQuery query, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.PageAsync(query, stop), cancellationToken);

    public ValueTask<IReadOnlyList<Client>> PageWithAccessAsync(
        Client? after,
        int limit,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.PageWithAccessAsync(after, limit, stop), cancellationToken);

    public ValueTask<IReadOnlyList<string>> RemoveLapsedAsync(
        DateTimeOffset before,
        int batch,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.RemoveLapsedAsync(before, batch, stop), cancellationToken);
}
