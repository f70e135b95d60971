using System.Collections.Concurrent;

namespace Auth.Storage.InMemory;

/// <summary>The clients by id, by unique name, by age and by the end of an unverified registration.</summary>
internal sealed class ClientTable
{
    private readonly ConcurrentDictionary<string, Client> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _idsByName = new(StringComparer.Ordinal);
    private readonly TimeIndex<string> _byCreation = new(StringComparer.Ordinal);
    private readonly TimeIndex<string> _byLapse = new(StringComparer.Ordinal);
    private readonly SortedSet<(ClientAccessType Type, string Id)> _withAccess = new(new AccessOrder());

    /// <summary>Finds a client; needs no lock.</summary>
    public Client? Find(string id) => _rows.GetValueOrDefault(id);

    public Client? FindByName(string uniqueName) => _idsByName.TryGetValue(uniqueName, out var id) ? _rows[id] : null;

    /// <summary>Ids newest first, behind the given client.</summary>
    public List<string> NewestFirst(Client? last, int count) =>
        _byCreation.Before(last is null ? null : (last.CreatedAt, last.Id), count);

    public List<string> Lapsed(DateTimeOffset before, int count) => _byLapse.UpTo(before, count);

    /// <summary>Clients with access by type and id, behind the given client.</summary>
    public List<Client> WithAccess(Client? last, int count)
    {
        var entries = last?.Access is { Type: var type }
            ? _withAccess
                .GetViewBetween((type, last.Id), ((ClientAccessType)int.MaxValue, ""))
                .SkipWhile(entry => entry == (type, last.Id))
            : _withAccess;
        return [.. entries.Take(count).Select(entry => _rows[entry.Id])];
    }

    /// <summary>Adds a client or replaces the one with its id.</summary>
    public void Put(Client client)
    {
        if (_rows.TryGetValue(client.Id, out var old))
        {
            RemoveFromIndexes(old);
        }

        _rows[client.Id] = client;
        _byCreation.Add(client.CreatedAt, client.Id);
        if (client.UniqueName is { } name)
        {
            _idsByName[name] = client.Id;
        }

        if (client.LapsesAt is { } lapses)
        {
            _byLapse.Add(lapses, client.Id);
        }

        if (client.Access is { } access)
        {
            _withAccess.Add((access.Type, client.Id));
        }
    }

    public bool Remove(string id)
    {
        if (!_rows.TryRemove(id, out var client))
        {
            return false;
        }

        RemoveFromIndexes(client);
        return true;
    }

    private void RemoveFromIndexes(Client client)
    {
        _byCreation.Remove(client.CreatedAt, client.Id);
        if (client.UniqueName is { } name)
        {
            _idsByName.Remove(name);
        }

        if (client.LapsesAt is { } lapses)
        {
            _byLapse.Remove(lapses, client.Id);
        }

        if (client.Access is { } access)
        {
            _withAccess.Remove((access.Type, client.Id));
        }
    }

    private sealed class AccessOrder : IComparer<(ClientAccessType Type, string Id)>
    {
        public int Compare((ClientAccessType Type, string Id) x, (ClientAccessType Type, string Id) y) =>
            x.Type != y.Type ? x.Type.CompareTo(y.Type) : string.CompareOrdinal(x.Id, y.Id);
    }
}
