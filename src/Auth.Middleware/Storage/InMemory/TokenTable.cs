using System.Collections.Concurrent;

namespace Auth.Storage.InMemory;

/// <summary>The access tokens by hash, by client, by user, by approval and by their end.</summary>
internal sealed class TokenTable
{
    private readonly ConcurrentDictionary<TokenHash, AccessToken> _rows = new();
    private readonly OwnerIndex<TokenHash> _byClient = new();
    private readonly OwnerIndex<TokenHash> _bySubject = new();
    private readonly OwnerIndex<TokenHash> _byAuthorization = new();
    private readonly TimeIndex<TokenHash> _byExpiry = new(HashOrder.Instance);

    /// <summary>Finds a token; needs no lock.</summary>
    public AccessToken? Find(TokenHash hash) => _rows.GetValueOrDefault(hash);

    public IEnumerable<AccessToken> Of(string clientId) => _byClient.Of(clientId).Select(hash => _rows[hash]);

    public IEnumerable<AccessToken> OfSubject(string subject) => _bySubject.Of(subject).Select(hash => _rows[hash]);

    public IEnumerable<AccessToken> OfAuthorization(string id) => _byAuthorization.Of(id).Select(hash => _rows[hash]);

    public List<TokenHash> Expired(DateTimeOffset before, int count) => _byExpiry.UpTo(before, count);

    public void Add(AccessToken token)
    {
        if (!_rows.TryAdd(token.Hash, token))
        {
            throw new InvalidOperationException("A token with this hash is stored already.");
        }

        _byClient.Add(token.ClientId, token.Hash);
        _bySubject.AddIfOwned(token.Subject, token.Hash);
        _byAuthorization.AddIfOwned(token.AuthorizationId, token.Hash);
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
        _bySubject.RemoveIfOwned(token.Subject, hash);
        _byAuthorization.RemoveIfOwned(token.AuthorizationId, hash);
        if (token.ExpiresAt is { } expires)
        {
            _byExpiry.Remove(expires, hash);
        }
    }

    /// <summary>Removes the tokens that a filter chooses.</summary>
    public int RemoveWhere(IEnumerable<AccessToken> tokens, Func<AccessToken, bool> chosen)
    {
        var hashes = tokens.Where(chosen).Select(token => token.Hash).ToList();
        hashes.ForEach(Remove);
        return hashes.Count;
    }

    public int RemoveAll(string clientId)
    {
        var hashes = _byClient.Of(clientId);
        Array.ForEach(hashes, Remove);
        return hashes.Length;
    }
}
