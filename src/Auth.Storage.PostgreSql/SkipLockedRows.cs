using System.Data.Common;
using System.Text.RegularExpressions;
using Auth.Storage.EfCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Auth.Storage.PostgreSql;

/// <summary>Lets statements that remove a batch pass over the rows that somebody else removes at the moment.</summary>
/// <remarks>
/// All nodes clean up. Without this they would wait for each other, and in another order dead-lock. The batch is chosen once
/// (<c>ARRAY(...)</c>): a sub-select that locks may otherwise be run again for each row, and remove more than asked.
/// </remarks>
internal sealed partial class SkipLockedRows : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (command.CommandText.StartsWith(Marker, StringComparison.Ordinal))
        {
            command.CommandText = Batch()
                .Replace(command.CommandText, "= ANY (ARRAY(${batch} FOR UPDATE SKIP LOCKED))");
        }

        return ValueTask.FromResult(result);
    }

    private const string Marker = "-- " + RemovalBatch.Tag;

    [GeneratedRegex(@"IN \(\s*(?<batch>SELECT [^()]* LIMIT @\w+)\s*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Batch();
}
