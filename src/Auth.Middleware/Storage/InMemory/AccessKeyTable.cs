namespace Auth.Storage.InMemory;

/// <summary>The access keys by hash, by id and by client.</summary>
internal sealed class AccessKeyTable
{
    private readonly Dictionary<TokenHash, AccessKey> _rows = [];
    private readonly Dictionary<string, TokenHash> _hashes = new(StringComparer.Ordinal);
    private readonly OwnerIndex<TokenHash> _byClient = new();

    public AccessKey? Find(TokenHash hash) => _rows.GetValueOrDefault(hash);

    public AccessKey? FindById(string id) => _hashes.TryGetValue(id, out var hash) ? _rows[hash] : null;

    /// <summary>Keys oldest first, of one client or of all.</summary>
    public IEnumerable<AccessKey> OldestFirst(string? clientId) =>
        (clientId is null ? _rows.Values : _byClient.Of(clientId).Select(hash => _rows[hash]))
            .OrderBy(key => key.CreatedAt)
            .ThenBy(key => key.Id, StringComparer.Ordinal);

    public void Add(AccessKey key)
    {
        if (!_hashes.TryAdd(key.Id, key.Hash) || !_rows.TryAdd(key.Hash, key))
        {
            throw new InvalidOperationException("An access key with this id or hash is stored already.");
        }

        _byClient.Add(key.ClientId, key.Hash);
    }

    /// <summary>Replaces a stored key; its hash, id and client stay as they are.</summary>
    public void Replace(AccessKey key) => _rows[key.Hash] = key;

    public bool Remove(string id)
    {
        if (!_hashes.Remove(id, out var hash) || !_rows.Remove(hash, out var key))
        {
            return false;
        }

        _byClient.Remove(key.ClientId, hash);
        return true;
    }

    public void RemoveAll(string clientId)
    {
        foreach (var hash in _byClient.Of(clientId))
        {
            Remove(_rows[hash].Id);
        }
    }
}
