using Auth.Storage;

namespace Auth.OAuth;

/// <summary>A client store in which somebody else changes a client just before the next update.</summary>
internal sealed class Meanwhile : IClientStore
{
    /// <summary>The store behind.</summary>
    public IClientStore Inner { get; set; } = null!;

    /// <summary>The change, made once; <see langword="null"/> for none.</summary>
    public Func<Client, Client>? Change { get; set; }

    public async ValueTask<bool> TryUpdateAsync(Client client, CancellationToken cancellationToken)
    {
        if (Change is { } change)
        {
            Change = null;
            var current = await Inner.FindAsync(client.Id, cancellationToken);
            await Inner.TryUpdateAsync(change(current!), cancellationToken);
        }

        return await Inner.TryUpdateAsync(client, cancellationToken);
    }

    public ValueTask<Client?> FindAsync(string clientId, CancellationToken cancellationToken) =>
        Inner.FindAsync(clientId, cancellationToken);

    public ValueTask<Client?> FindByUniqueNameAsync(string uniqueName, CancellationToken cancellationToken) =>
        Inner.FindByUniqueNameAsync(uniqueName, cancellationToken);

    public ValueTask<IReadOnlyList<Client>> PageWithAccessAsync(
        Client? after,
        int limit,
        CancellationToken cancellationToken
    ) => Inner.PageWithAccessAsync(after, limit, cancellationToken);

    public ValueTask<AddClientOutcome> AddAsync(
        Client client,
        OutboxMessage? mail,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => Inner.AddAsync(client, mail, now, cancellationToken);

    public ValueTask<bool> RemoveAsync(string clientId, CancellationToken cancellationToken) =>
        Inner.RemoveAsync(clientId, cancellationToken);

    public ValueTask<IReadOnlyList<Client>> PageAsync(ClientQuery query, CancellationToken cancellationToken) =>
        Inner.PageAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<string>> RemoveLapsedAsync(
        DateTimeOffset before,
        int batch,
        CancellationToken cancellationToken
    ) => Inner.RemoveLapsedAsync(before, batch, cancellationToken);
}
