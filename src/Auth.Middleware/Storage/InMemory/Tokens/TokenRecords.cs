namespace Auth.Storage.InMemory;

/// <summary>Numbered records in blocks that never move: the table grows by one block at a time and copies nothing.</summary>
/// <remarks>Whoever adds or frees holds the database's gate. A number that somebody may still read is not freed.</remarks>
internal sealed class TokenRecords
{
    private const int BlockBits = 10;
    private const int BlockSize = 1 << BlockBits;

    private TokenRecord[][] _blocks = [new TokenRecord[BlockSize]];
    private int _used = 1; // 0 is none.
    private int _free;

    public ref TokenRecord this[int id] => ref Volatile.Read(ref _blocks)[id >> BlockBits][id & (BlockSize - 1)];

    /// <summary>Takes a free number.</summary>
    public int Take()
    {
        if (_free != 0)
        {
            var id = _free;
            _free = this[id].OfClient.Next;
            return id;
        }

        if (_used == _blocks.Length << BlockBits)
        {
            Volatile.Write(ref _blocks, [.. _blocks, new TokenRecord[BlockSize]]);
        }

        return _used++;
    }

    /// <summary>Gives a number back.</summary>
    public void Free(int id)
    {
        this[id] = new TokenRecord { OfClient = new TokenLink { Next = _free } };
        _free = id;
    }
}
