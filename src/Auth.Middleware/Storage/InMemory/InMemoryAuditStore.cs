namespace Auth.Storage.InMemory;

/// <summary>The audit log in memory.</summary>
internal sealed class InMemoryAuditStore(InMemoryDatabase database) : IAuditStore
{
    public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            foreach (var entry in entries)
            {
                database.Audit.Add(entry);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<AuditEntry>> PageAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<AuditEntry>>(database.Audit.Page(query));
        }
    }

    public ValueTask<long> CountAsync(string kind, DateTimeOffset from, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(
                database
                    .Audit.Page(
                        new AuditQuery
                        {
                            Kind = kind,
                            From = from,
                            Limit = int.MaxValue,
                        }
                    )
                    .Sum(entry => entry.Count)
            );
        }
    }

    public ValueTask<int> RemoveBeforeAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Audit.RemoveBefore(before, batch));
        }
    }
}
