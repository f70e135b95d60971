using Auth.Bearer.Sessions.Shared;
using Auth.Storage;

namespace Auth.Bearer.Sessions.Together;

/// <summary>A shared cache in memory, on a clock that the test sets, that may hang or fail; written from the contract and not from a store.</summary>
internal sealed class ModelTokenCache : ISharedTokenCache
{
    private readonly Dictionary<string, (byte[] Entry, long End)> _entries = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _turn;
    private int _calls;

    public string Name => "Model";

    /// <summary>The time on its clock.</summary>
    public long Milliseconds { get; set; } = 1_000_000;

    /// <summary>How often it was asked.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Whether questions stay without an answer.</summary>
    public bool Hangs { get; set; }

    /// <summary>Whether questions fail.</summary>
    public bool Fails { get; set; }

    /// <summary>How many entries there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    public ValueTask<SharedTokenLookup> FindAsync(string name, CancellationToken cancellationToken) =>
        AnswerAsync(() =>
        {
            var entry = _entries.TryGetValue(name, out var kept) && Milliseconds < kept.End ? kept.Entry : null;
            return new SharedTokenLookup(entry, ++_turn, Milliseconds);
        });

    public ValueTask<bool> PutAsync(
        string name,
        byte[] entry,
        long turn,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    ) =>
        AnswerAsync(() =>
        {
            if (turn > _turn)
            {
                return false;
            }

            _entries[name] = (entry, Milliseconds + (long)lifetime.TotalMilliseconds);
            return true;
        });

    private ValueTask<T> AnswerAsync<T>(Func<T> answer)
    {
        Interlocked.Increment(ref _calls);
        if (Hangs)
        {
            return new(new TaskCompletionSource<T>().Task);
        }

        if (Fails)
        {
            throw new InvalidOperationException("The model is down.");
        }

        lock (_lock)
        {
            return new(answer());
        }
    }
}
