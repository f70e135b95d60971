namespace Auth.Storage.InMemory;

/// <summary>The keys that belong to each owner: a client, a user, an approval.</summary>
internal sealed class OwnerIndex<TKey>
    where TKey : notnull
{
    private readonly Dictionary<string, HashSet<TKey>> _keys = new(StringComparer.Ordinal);

    /// <summary>The keys of an owner, as a copy: the caller may remove them meanwhile.</summary>
    public TKey[] Of(string owner) => _keys.TryGetValue(owner, out var keys) ? [.. keys] : [];

    public void Add(string owner, TKey key)
    {
        if (!_keys.TryGetValue(owner, out var keys))
        {
            _keys[owner] = keys = [];
        }

        keys.Add(key);
    }

    public void Remove(string owner, TKey key)
    {
        if (_keys.TryGetValue(owner, out var keys) && keys.Remove(key) && keys.Count == 0)
        {
            _keys.Remove(owner);
        }
    }

    /// <summary>Adds a key unless it has no owner.</summary>
    public void AddIfOwned(string? owner, TKey key)
    {
        if (owner is not null)
        {
            Add(owner, key);
        }
    }

    /// <summary>Removes a key unless it has no owner.</summary>
    public void RemoveIfOwned(string? owner, TKey key)
    {
        if (owner is not null)
        {
            Remove(owner, key);
        }
    }
}
