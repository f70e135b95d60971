namespace Auth.Bearer.Sessions.Shared;

/// <summary>The clients of which this node has heard that they changed, in turns of the shared cache: what was read before is not believed.</summary>
/// <remarks>
/// A change is heard at no turn in particular. It gets the turn of the first look-up that begins after it was heard, and only what was read in
/// a later turn holds it for certain.
/// </remarks>
internal sealed class RecentChanges
{
    /// <summary>Beyond so many clients, what was read before is believed of none: memory stays bounded.</summary>
    private const int Many = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _turns = new(StringComparer.Ordinal);
    private long _count;

    // A node that begins has heard of nothing: for it anything may have changed.
    private long _allHeard;
    private long _allTurn = long.MaxValue;

    /// <summary>How many changes were heard of.</summary>
    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>Notes that a client changed, or with <see langword="null"/> that any may have.</summary>
    public void Note(string? clientId)
    {
        lock (_lock)
        {
            _count++;
            if (clientId is not null && _heard.Count + _turns.Count < Many)
            {
                _turns.Remove(clientId);
                _heard[clientId] = _count;
                return;
            }

            _heard.Clear();
            _turns.Clear();
            (_allHeard, _allTurn) = (_count, long.MaxValue);
        }
    }

    /// <summary>Gives a turn to the changes that were heard before its look-up began.</summary>
    /// <param name="count">What <see cref="Count"/> was then.</param>
    /// <param name="turn">The turn.</param>
    public void Date(long count, long turn)
    {
        lock (_lock)
        {
            if (_allTurn == long.MaxValue && _allHeard <= count)
            {
                _allTurn = turn;
            }

            foreach (var (clientId, _) in _heard.Where(change => change.Value <= count))
            {
                _heard.Remove(clientId);
                _turns[clientId] = turn;
            }
        }
    }

    /// <summary>Whether what was read of a client in a turn may lack a change that was heard of.</summary>
    public bool Outdate(string clientId, long turn)
    {
        lock (_lock)
        {
            return turn <= _allTurn
                || _heard.ContainsKey(clientId)
                || (_turns.TryGetValue(clientId, out var changed) && turn <= changed);
        }
    }
}
