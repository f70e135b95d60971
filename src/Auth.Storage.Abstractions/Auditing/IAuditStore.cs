namespace Auth.Storage;

/// <summary>Holds the audit log: written in batches behind the requests, read by operators.</summary>
/// <remarks>Entries are never changed, and outlive the client they are about.</remarks>
public interface IAuditStore
{
    /// <summary>Adds a batch in one transaction. Idempotent: entries whose id is stored already are passed over.</summary>
    /// <param name="entries">The entries, with different ids.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is then stored.</param>
    ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken);

    /// <summary>Reads a page, newest first (then by id, descending).</summary>
    /// <returns>At most <see cref="AuditQuery.Limit"/> entries; empty behind the last page.</returns>
    ValueTask<IReadOnlyList<AuditEntry>> PageAsync(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>Adds up how often something happened from <paramref name="from"/> on.</summary>
    /// <returns>The sum of <see cref="AuditEntry.Count"/> over the entries of the kind.</returns>
    ValueTask<long> CountAsync(string kind, DateTimeOffset from, CancellationToken cancellationToken);

    /// <summary>Removes entries from before <paramref name="before"/>, at most <paramref name="batch"/> of them, oldest first.</summary>
    /// <returns>How many were removed; fewer than <paramref name="batch"/> means none are left.</returns>
    ValueTask<int> RemoveBeforeAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken);
}
