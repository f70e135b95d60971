namespace Auth.Storage.InMemory;

/// <summary>The keys that belong to each client.</summary>
internal sealed class OwnerIndex<TKey>
    where TKey : notnull
{
    private readonly Dictionary<string, HashSet<TKey>> _keys = new(StringComparer.Ordinal);

    /// <summary>The keys of a client, as a copy: the caller may remove them meanwhile.</summary>
    public TKey[] Of(string clientId) => _keys.TryGetValue(clientId, out var keys) ? [.. keys] : [];

    public void Add(string clientId, TKey key)
    {
        if (!_keys.TryGetValue(clientId, out var keys))
        {
            _keys[clientId] = keys = [];
        }

        keys.Add(key);
    }

    public void Remove(string clientId, TKey key)
    {
        if (_keys.TryGetValue(clientId, out var keys) && keys.Remove(key) && keys.Count == 0)
        {
            _keys.Remove(clientId);
        }
    }
}
