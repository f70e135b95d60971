namespace Auth.Storage;

/// <summary>What nodes have read of tokens, kept for each other for a short time. Names and entries are opaque, and any may be lost at any moment.</summary>
/// <remarks>
/// Whether an entry may still be believed is for the reader to judge. The turns are for that: each look-up takes one, so what was read from
/// the database after it holds everything that had happened before that turn. No clock of a node is compared with another's.
/// </remarks>
public interface ISharedTokenCache
{
    /// <summary>A short name for logs, such as <c>Redis</c>.</summary>
    string Name { get; }

    /// <summary>Looks for an entry and takes a turn.</summary>
    /// <param name="name">The entry's name: letters and digits, at most 100 of them.</param>
    /// <param name="cancellationToken">Cancels the call; the turn may have been taken all the same.</param>
    /// <exception cref="Exception">The cache did not answer.</exception>
    ValueTask<SharedTokenLookup> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Keeps an entry, over the one that is there.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="entry">The entry; at most a few thousand bytes.</param>
    /// <param name="turn">The turn of the look-up after which it was read.</param>
    /// <param name="lifetime">After which it is gone.</param>
    /// <param name="cancellationToken">Cancels the call; it may have been carried out all the same.</param>
    /// <returns>Whether it is kept; <see langword="false"/> when the cache knows nothing of such a turn (any more).</returns>
    /// <exception cref="Exception">The cache did not answer.</exception>
    ValueTask<bool> PutAsync(
        string name,
        byte[] entry,
        long turn,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    );
}

/// <summary>What a look-up found, and when it was.</summary>
/// <param name="Entry">The entry, or <see langword="null"/>.</param>
/// <param name="Turn">Higher than that of every look-up before, whatever their names.</param>
/// <param name="Milliseconds">The time on the clock of the cache.</param>
public sealed record SharedTokenLookup(byte[]? Entry, long Turn, long Milliseconds);
