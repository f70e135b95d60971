namespace Auth.Storage.InMemory;

/// <summary>Clients in memory.</summary>
internal sealed class InMemoryClientStore(InMemoryDatabase database) : IClientStore
{
    /// <summary>How many clients a search looks at before it lets writers in.</summary>
    private const int SearchStep = 512;

    public ValueTask<Client?> FindAsync(string clientId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(database.Clients.Find(clientId));

    public ValueTask<Client?> FindByUniqueNameAsync(string uniqueName, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Clients.FindByName(uniqueName));
        }
    }

    public ValueTask<AddClientOutcome> AddAsync(
        Client client,
        OutboxMessage? mail,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(Add(client, mail, now));
        }
    }

    public ValueTask<bool> TryUpdateAsync(Client client, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (database.Clients.Find(client.Id)?.Version != client.Version)
            {
                return ValueTask.FromResult(false);
            }

            if (HolderOfName(client) is { } holder && !string.Equals(holder.Id, client.Id, StringComparison.Ordinal))
            {
                throw new InvalidOperationException("Another client has the same unique name; nothing was changed.");
            }

            database.Clients.Put(client with { Version = client.Version + 1 });
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<bool> RemoveAsync(string clientId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.RemoveClient(clientId));
        }
    }

    public ValueTask<IReadOnlyList<Client>> PageAsync(ClientQuery query, CancellationToken cancellationToken)
    {
        List<Client> page = [];
        var last = query.After is null ? null : database.Clients.Find(query.After);
        var more = query.After is null || last is not null;
        while (more && page.Count < query.Limit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = Step(last);
            page.AddRange(step.Where(query.Matches).Take(query.Limit - page.Count));
            more = step.Count == SearchStep;
            last = more ? step[^1] : null;
        }

        return ValueTask.FromResult<IReadOnlyList<Client>>(page);
    }

    public ValueTask<IReadOnlyList<Client>> PageWithAccessAsync(
        Client? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<Client>>(database.Clients.WithAccess(after, limit));
        }
    }

    public ValueTask<IReadOnlyList<string>> RemoveLapsedAsync(
        DateTimeOffset before,
        int batch,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var lapsed = database.Clients.Lapsed(before, batch);
            lapsed.ForEach(id => database.RemoveClient(id));
            return ValueTask.FromResult<IReadOnlyList<string>>(lapsed);
        }
    }

    private AddClientOutcome Add(Client client, OutboxMessage? mail, DateTimeOffset now)
    {
        var holder = HolderOfName(client);
        if (holder is not null && !holder.HasLapsed(now))
        {
            return AddClientOutcome.NameTaken;
        }

        if (database.Clients.Find(client.Id) is not null)
        {
            return AddClientOutcome.IdTaken;
        }

        if (mail is not null)
        {
            database.Outbox.Add(mail);
        }

        if (holder is not null)
        {
            database.RemoveClient(holder.Id);
        }

        database.Clients.Put(client with { Version = 1 });
        return AddClientOutcome.Added;
    }

    private Client? HolderOfName(Client client) =>
        client.UniqueName is { } name ? database.Clients.FindByName(name) : null;

    private List<Client> Step(Client? last)
    {
        lock (database.Gate)
        {
            return [.. database.Clients.NewestFirst(last, SearchStep).Select(id => database.Clients.Find(id)!)];
        }
    }
}
