using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace Auth.Storage.PostgreSql;

/// <summary>Tries again after a dead-lock, a broken connection or a fail-over, for about a second in all.</summary>
/// <remarks>Never after a time-out: a server that hangs would keep each caller for several of them.</remarks>
internal sealed class BriefRetries(ExecutionStrategyDependencies dependencies)
    : NpgsqlRetryingExecutionStrategy(dependencies, Attempts, TimeSpan.FromMilliseconds(400), errorCodesToAdd: null)
{
    private const int Attempts = 4;

    protected override bool ShouldRetryOn(Exception? exception) =>
        exception is not TimeoutException
        && exception is not NpgsqlException { InnerException: TimeoutException }
        && base.ShouldRetryOn(exception);

    // The base waits a second before the second attempt already.
    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        base.GetNextDelay(lastException) is { } delay ? delay / 4 : null;
}
