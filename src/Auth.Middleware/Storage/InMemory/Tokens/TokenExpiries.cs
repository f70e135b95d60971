namespace Auth.Storage.InMemory;

/// <summary>The tokens by the second in which they end: a chain for each second, and the seconds in order.</summary>
internal sealed class TokenExpiries(TokenRecords records)
{
    private readonly Dictionary<long, TokenChain<OfExpiry>> _chains = [];
    private readonly SortedSet<long> _seconds = [];

    public void Add(int id)
    {
        if (records[id].ExpiryTicks is not (not 0 and var ticks))
        {
            return;
        }

        var second = Second(ticks);
        if (!_chains.TryGetValue(second, out var chain))
        {
            _chains[second] = chain = new TokenChain<OfExpiry>();
            _seconds.Add(second);
        }

        chain.Add(records, id);
    }

    public void Remove(int id)
    {
        if (records[id].ExpiryTicks is not (not 0 and var ticks))
        {
            return;
        }

        var second = Second(ticks);
        var chain = _chains[second];
        chain.Remove(records, id);
        if (chain.IsEmpty)
        {
            _chains.Remove(second);
            _seconds.Remove(second);
        }
    }

    /// <summary>Tokens that have ended by a time, by the second in which they did.</summary>
    public List<int> UpTo(DateTimeOffset until, int count)
    {
        var found = new List<int>();
        foreach (var second in _seconds)
        {
            if (found.Count == count || second > Second(until.UtcTicks))
            {
                break;
            }

            for (
                var id = _chains[second].First;
                id != 0 && found.Count < count;
                id = TokenChain<OfExpiry>.Next(records, id)
            )
            {
                if (records[id].HasExpired(until))
                {
                    found.Add(id);
                }
            }
        }

        return found;
    }

    private static long Second(long ticks) => ticks / TimeSpan.TicksPerSecond;
}
