namespace Auth.Storage.InMemory;

/// <summary>The access tokens by hash, by client, by user, by approval and by their end.</summary>
/// <remarks>About 90 bytes a token of a client that acts for itself; users and approvals are indexed beside that.</remarks>
internal sealed class TokenTable
{
    private readonly TokenRecords _records = new();
    private readonly TokenIndex _index;
    private readonly TokenExpiries _expiries;
    private readonly Dictionary<string, TokenOwner> _owners = new(StringComparer.Ordinal);
    private readonly OwnerIndex<TokenHash> _bySubject = new();
    private readonly OwnerIndex<TokenHash> _byAuthorization = new();

    public TokenTable()
    {
        _index = new TokenIndex(_records);
        _expiries = new TokenExpiries(_records);
    }

    /// <summary>Finds a token; needs no gate.</summary>
    public AccessToken? Find(TokenHash hash) => _index.TryRead(hash, out var record) ? record.ToToken() : null;

    public IEnumerable<AccessToken> Of(string clientId) => NumbersOf(clientId).Select(id => _records[id].ToToken());

    public IEnumerable<AccessToken> OfSubject(string subject) => _bySubject.Of(subject).Select(hash => Find(hash)!);

    public IEnumerable<AccessToken> OfAuthorization(string id) => _byAuthorization.Of(id).Select(hash => Find(hash)!);

    /// <summary>Counts the tokens of a client that are live.</summary>
    public int CountLive(string clientId, DateTimeOffset now) =>
        NumbersOf(clientId).Count(id => !_records[id].HasExpired(now));

    public void Add(AccessToken token)
    {
        if (_index.Find(token.Hash) != 0)
        {
            throw new InvalidOperationException("A token with this hash is stored already.");
        }

        if (!_owners.TryGetValue(token.ClientId, out var owner))
        {
            _owners[token.ClientId] = owner = new TokenOwner(token.ClientId);
        }

        var id = _records.Take();
        _records[id] = new TokenRecord
        {
            Hash = token.Hash,
            Kind = owner.KindOf(token),
            IssuedTicks = token.IssuedAt.UtcTicks,
            ExpiryTicks = token.ExpiresAt?.UtcTicks ?? 0,
        };
        owner.Tokens.Add(_records, id);
        _expiries.Add(id);
        _bySubject.AddIfOwned(token.Subject, token.Hash);
        _byAuthorization.AddIfOwned(token.AuthorizationId, token.Hash);
        _index.Add(token.Hash, id);
    }

    public void Remove(TokenHash hash)
    {
        if (_index.Find(hash) is not 0 and var id)
        {
            Remove(id);
        }
    }

    /// <summary>Removes the tokens that a filter chooses.</summary>
    public int RemoveWhere(IEnumerable<AccessToken> tokens, Func<AccessToken, bool> chosen)
    {
        var hashes = tokens.Where(chosen).Select(token => token.Hash).ToList();
        hashes.ForEach(Remove);
        return hashes.Count;
    }

    public int RemoveAll(string clientId) => RemoveEach([.. NumbersOf(clientId)]);

    /// <summary>Removes tokens that have ended by a time.</summary>
    public int RemoveExpired(DateTimeOffset before, int count) => RemoveEach(_expiries.UpTo(before, count));

    private int RemoveEach(List<int> ids)
    {
        ids.ForEach(Remove);
        return ids.Count;
    }

    private void Remove(int id)
    {
        ref var record = ref _records[id];
        var owner = record.Kind.Owner;
        _index.Remove(record.Hash, id);
        _bySubject.RemoveIfOwned(record.Kind.Template.Subject, record.Hash);
        _byAuthorization.RemoveIfOwned(record.Kind.Template.AuthorizationId, record.Hash);
        _expiries.Remove(id);
        owner.Tokens.Remove(_records, id);
        if (owner.Tokens.IsEmpty)
        {
            _owners.Remove(owner.ClientId);
        }

        _records.Free(id);
    }

    private IEnumerable<int> NumbersOf(string clientId)
    {
        for (
            var id = _owners.GetValueOrDefault(clientId)?.Tokens.First ?? 0;
            id != 0;
            id = TokenChain<OfClient>.Next(_records, id)
        )
        {
            yield return id;
        }
    }
}
