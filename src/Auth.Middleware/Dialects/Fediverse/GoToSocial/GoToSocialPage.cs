using System.Globalization;
using Auth.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>Cuts a page out of a list, newest first, by <c>max_id</c>, <c>since_id</c>, <c>min_id</c> and <c>limit</c>.</summary>
internal static class GoToSocialPage
{
    /// <summary>Cuts the page and links to its neighbours.</summary>
    /// <returns>The page, or <see langword="null"/> when the limit is no number.</returns>
    public static IReadOnlyList<T>? Cut<T>(
        HttpContext context,
        string url,
        IEnumerable<T> newestFirst,
        Func<T, string> idOf,
        (int Default, int Most) limits
    )
    {
        var (query, _) = FediverseBody.ReadQuery(context.Request, allowsRepeats: true);
        if (Limit(query.Text("limit"), limits) is not { } limit)
        {
            return null;
        }

        var (max, since, min) = (query.Text("max_id"), query.Text("since_id"), query.Text("min_id"));
        var fitting = newestFirst
            .Where(item => max is null || string.CompareOrdinal(idOf(item), max) < 0)
            .Where(item => since is null || string.CompareOrdinal(idOf(item), since) > 0)
            .Where(item => min is null || string.CompareOrdinal(idOf(item), min) > 0)
            .ToList();
        // Behind min_id the page starts at the oldest, otherwise at the newest.
        var page = min is null ? fitting.Take(limit).ToList() : fitting.TakeLast(limit).ToList();
        if (page.Count > 0)
        {
            context.Response.Headers[HeaderNames.Link] =
                $"<{url}?limit={limit}&max_id={idOf(page[^1])}>; rel=\"next\", <{url}?limit={limit}&min_id={idOf(page[0])}>; rel=\"prev\"";
        }

        return page;
    }

    private static int? Limit(string? text, (int Default, int Most) limits) =>
        text is null ? limits.Default
        : !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) ? null
        : limit <= 0 ? limits.Default
        : Math.Min(limit, limits.Most);
}
