namespace Auth.Storage;

/// <summary>Holds access keys by their hash. They go with their client.</summary>
public interface IAccessKeyStore
{
    /// <summary>Stores a key; <see cref="AccessKey.Version"/> is stored as 1.</summary>
    /// <exception cref="InvalidOperationException">The client does not exist any more; nothing was stored.</exception>
    ValueTask AddAsync(AccessKey key, CancellationToken cancellationToken);

    /// <summary>Finds a key and its client in one query.</summary>
    /// <returns>The pair, or <see langword="null"/> when the key is unknown, was removed, or its client is gone.</returns>
    ValueTask<AccessKeyLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken);

    /// <summary>Finds a key by its identifier.</summary>
    /// <returns>The key, or <see langword="null"/>.</returns>
    ValueTask<AccessKey?> FindByIdAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>Reads keys, oldest first (then by identifier).</summary>
    /// <param name="clientId">Whose keys; <see langword="null"/> for everybody's.</param>
    /// <param name="after">The last key of the page before; <see langword="null"/> for the first page.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<AccessKey>> PageAsync(
        string? clientId,
        AccessKey? after,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Replaces the description and the resources of a key if nobody has changed it since it was read.</summary>
    /// <remarks>Compares <see cref="AccessKey.Version"/> and stores it increased by one, in one statement.</remarks>
    /// <returns><see langword="true"/> when replaced; <see langword="false"/> when the version has moved on or the key is gone.</returns>
    ValueTask<bool> TryUpdateAsync(AccessKey key, CancellationToken cancellationToken);

    /// <summary>Removes a key. Idempotent.</summary>
    /// <returns>Whether there was such a key.</returns>
    ValueTask<bool> RemoveAsync(string keyId, CancellationToken cancellationToken);
}
