using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Reads one page of requests in one status, oldest first, by key and not by offset.</summary>
internal static class TierRequestPage
{
    public static async Task<IReadOnlyList<TierRequest>> ReadAsync(
        DbContext db,
        TierRequestStatus status,
        string? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var all = db.Set<TierRequestRow>().AsNoTracking();
        var requests = all.Where(request => request.Status == status);
        if (after is not null)
        {
            var lastCreatedAt = await all.Where(request => request.Id == after)
                .Select(request => (DateTimeOffset?)request.CreatedAt)
                .SingleOrDefaultAsync(cancellationToken);
            if (lastCreatedAt is not { } createdAt)
            {
                return [];
            }

            // The first half is redundant, but it is what the index can use.
#pragma warning disable CA1309, CA1310, MA0074 // SQL: the database compares, in the order it sorts by.
            requests = requests.Where(request =>
                request.CreatedAt >= createdAt
                && (request.CreatedAt > createdAt || string.Compare(request.Id, after) > 0)
            );
#pragma warning restore CA1309, CA1310, MA0074
        }

        var page = await requests
            .OrderBy(request => request.CreatedAt)
            .ThenBy(request => request.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return page.ConvertAll(row => row.ToRequest());
    }
}
