namespace Auth.Storage.InMemory;

/// <summary>The single-use codes by hash, by client, by user, by approval and by their end.</summary>
internal sealed class GrantTable
{
    private readonly Dictionary<TokenHash, Grant> _rows = [];
    private readonly OwnerIndex<TokenHash> _byClient = new();
    private readonly OwnerIndex<TokenHash> _bySubject = new();
    private readonly OwnerIndex<TokenHash> _byAuthorization = new();
    private readonly TimeIndex<TokenHash> _byExpiry = new(HashOrder.Instance);

    public Grant? Find(TokenHash hash, string kind) =>
        _rows.TryGetValue(hash, out var grant) && string.Equals(grant.Kind, kind, StringComparison.Ordinal)
            ? grant
            : null;

    public IEnumerable<Grant> OfSubject(string subject) => _bySubject.Of(subject).Select(hash => _rows[hash]);

    public int RemoveAuthorization(string id)
    {
        var hashes = _byAuthorization.Of(id);
        Array.ForEach(hashes, Remove);
        return hashes.Length;
    }

    public List<TokenHash> Expired(DateTimeOffset before, int count) => _byExpiry.UpTo(before, count);

    public void Add(Grant grant)
    {
        if (!_rows.TryAdd(grant.Hash, grant))
        {
            throw new InvalidOperationException("A grant with this hash is stored already.");
        }

        _byClient.AddIfOwned(grant.ClientId, grant.Hash);
        _bySubject.AddIfOwned(grant.Subject, grant.Hash);
        _byAuthorization.AddIfOwned(grant.AuthorizationId, grant.Hash);
        _byExpiry.Add(grant.ExpiresAt, grant.Hash);
    }

    /// <summary>Replaces a stored grant; its client and its end stay as they are.</summary>
    public void Replace(Grant grant) => _rows[grant.Hash] = grant;

    public void Remove(TokenHash hash)
    {
        if (_rows.Remove(hash, out var grant))
        {
            _byClient.RemoveIfOwned(grant.ClientId, hash);
            _bySubject.RemoveIfOwned(grant.Subject, hash);
            _byAuthorization.RemoveIfOwned(grant.AuthorizationId, hash);
            _byExpiry.Remove(grant.ExpiresAt, hash);
        }
    }

    /// <summary>Removes a client's grants of one kind, or all when <paramref name="kind"/> is <see langword="null"/>.</summary>
    public int RemoveAll(string clientId, string? kind)
    {
        var hashes = Array.FindAll(_byClient.Of(clientId), hash => kind is null || Find(hash, kind) is not null);
        Array.ForEach(hashes, Remove);
        return hashes.Length;
    }
}
