using System.Collections.Concurrent;

namespace Auth.Storage.InMemory;

/// <summary>The access tokens by hash, by client and by their end.</summary>
internal sealed class TokenTable
{
    private readonly ConcurrentDictionary<TokenHash, AccessToken> _rows = new();
    private readonly OwnerIndex<TokenHash> _byClient = new();
    private readonly TimeIndex<TokenHash> _byExpiry = new(HashOrder.Instance);

    /// <summary>Finds a token; needs no lock.</summary>
    public AccessToken? Find(TokenHash hash) => _rows.GetValueOrDefault(hash);

    public IEnumerable<AccessToken> Of(string clientId) => _byClient.Of(clientId).Select(hash => _rows[hash]);

    public List<TokenHash> Expired(DateTimeOffset before, int count) => _byExpiry.UpTo(before, count);

    public void Add(AccessToken token)
    {
        if (!_rows.TryAdd(token.Hash, token))
        {
            throw new InvalidOperationException("A token with this hash is stored already.");
        }

        _byClient.Add(token.ClientId, token.Hash);
        if (token.ExpiresAt is { } expires)
        {
            _byExpiry.Add(expires, token.Hash);
        }
    }

    public void Remove(TokenHash hash)
    {
        if (!_rows.TryRemove(hash, out var token))
        {
            return;
        }

        _byClient.Remove(token.ClientId, hash);
        if (token.ExpiresAt is { } expires)
        {
            _byExpiry.Remove(expires, hash);
        }
    }

    public int RemoveAll(string clientId)
    {
        var hashes = _byClient.Of(clientId);
        Array.ForEach(hashes, Remove);
        return hashes.Length;
    }
}
