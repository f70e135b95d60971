namespace Auth.Storage.InMemory;

/// <summary>One part of the index: places for pairs of tag and number, probed one after the other, three quarters full at the most.</summary>
internal sealed class TokenShard
{
    private ulong[] _places = new ulong[8];
    private int _count;

    public Lock Gate { get; } = new();

    /// <summary>The number of a record; 0 is none.</summary>
    public int Find(TokenRecords records, TokenHash hash, uint tag)
    {
        var mask = _places.Length - 1;
        for (var at = (int)tag & mask; _places[at] != 0; at = (at + 1) & mask)
        {
            var place = _places[at];
            if (place >> 32 == tag && records[(int)place].Hash == hash)
            {
                return (int)place;
            }
        }

        return 0;
    }

    public void Add(uint tag, int id)
    {
        if (4 * (_count + 1) > 3 * _places.Length)
        {
            Grow();
        }

        Put(((ulong)tag << 32) | (uint)id);
        _count++;
    }

    public void Remove(uint tag, int id)
    {
        var place = ((ulong)tag << 32) | (uint)id;
        var mask = _places.Length - 1;
        var hole = (int)tag & mask;
        while (_places[hole] != place)
        {
            hole = (hole + 1) & mask;
        }

        // Those behind it that would no longer be found move up.
        for (var at = (hole + 1) & mask; _places[at] != 0; at = (at + 1) & mask)
        {
            var home = (int)(_places[at] >> 32) & mask;
            if (((at - home) & mask) >= ((at - hole) & mask))
            {
                _places[hole] = _places[at];
                hole = at;
            }
        }

        _places[hole] = 0;
        _count--;
    }

    private void Grow()
    {
        var old = _places;
        _places = new ulong[2 * old.Length];
        foreach (var place in old)
        {
            if (place != 0)
            {
                Put(place);
            }
        }
    }

    private void Put(ulong place)
    {
        var mask = _places.Length - 1;
        var at = (int)(place >> 32) & mask;
        while (_places[at] != 0)
        {
            at = (at + 1) & mask;
        }

        _places[at] = place;
    }
}
