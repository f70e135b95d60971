namespace Auth.Storage.InMemory;

/// <summary>Records in the order they were added, chained through themselves: adding and removing take the same time at any length.</summary>
/// <typeparam name="TLink">Which link of a record belongs to the chain.</typeparam>
internal sealed class TokenChain<TLink>
    where TLink : struct, ITokenLink
{
    private int _first;
    private int _last;

    public bool IsEmpty => _first == 0;

    /// <summary>The first record; 0 is none.</summary>
    public int First => _first;

    public static int Next(TokenRecords records, int id) => TLink.Of(ref records[id]).Next;

    public void Add(TokenRecords records, int id)
    {
        TLink.Of(ref records[id]) = new TokenLink { Previous = _last };
        if (_last == 0)
        {
            _first = id;
        }
        else
        {
            TLink.Of(ref records[_last]).Next = id;
        }

        _last = id;
    }

    public void Remove(TokenRecords records, int id)
    {
        var link = TLink.Of(ref records[id]);
        if (link.Previous == 0)
        {
            _first = link.Next;
        }
        else
        {
            TLink.Of(ref records[link.Previous]).Next = link.Next;
        }

        if (link.Next == 0)
        {
            _last = link.Previous;
        }
        else
        {
            TLink.Of(ref records[link.Next]).Previous = link.Previous;
        }
    }
}

/// <summary>Chooses the link of a chain.</summary>
internal interface ITokenLink
{
    static abstract ref TokenLink Of(ref TokenRecord record);
}

/// <summary>The chain of a client.</summary>
internal readonly struct OfClient : ITokenLink
{
    public static ref TokenLink Of(ref TokenRecord record) => ref record.OfClient;
}

/// <summary>The chain of those that end in the same second.</summary>
internal readonly struct OfExpiry : ITokenLink
{
    public static ref TokenLink Of(ref TokenRecord record) => ref record.OfExpiry;
}
