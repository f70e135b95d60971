using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Marks a statement that removes one batch of many, so that a provider can let it pass over rows that are locked.</summary>
internal static class RemovalBatch
{
    /// <summary>The comment that the statement begins with.</summary>
    public const string Tag = "auth:batch";

    public static IQueryable<T> AsBatch<T>(this IQueryable<T> rows) => rows.TagWith(Tag);
}
