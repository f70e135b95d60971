using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Auth.Storage.Sqlite;

/// <summary>Counts transactions that were committed.</summary>
internal sealed class CommitCounter : DbTransactionInterceptor
{
    private int _commits;

    public int Commits => _commits;

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Interlocked.Increment(ref _commits);
        return Task.CompletedTask;
    }
}
