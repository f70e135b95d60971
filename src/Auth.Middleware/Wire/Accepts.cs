using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Wire;

/// <summary>What a caller can read (RFC 9110 section 12.5.1).</summary>
internal static class Accepts
{
    /// <summary>Whether the caller is a browser opening a page: it names HTML, and not JSON.</summary>
    public static bool Html(HttpRequest request) => Names(request, "text/html") && !Names(request, "application/json");

    /// <summary>Whether JSON may be answered: the caller names nothing, or a range that covers JSON or HTML.</summary>
    public static bool Json(HttpRequest request)
    {
        var ranges = Ranges(request);
        return ranges.Count == 0
            || ranges.Any(range =>
                range.MatchesAllTypes || Covers(range, "application/json") || Covers(range, "text/html")
            );
    }

    private static bool Names(HttpRequest request, string type) =>
        Ranges(request).Any(range => Covers(range, type) && !range.MatchesAllSubTypes);

    private static bool Covers(MediaTypeHeaderValue range, string type) =>
        range.Quality is not 0 && new MediaTypeHeaderValue(type).IsSubsetOf(range);

    private static IList<MediaTypeHeaderValue> Ranges(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges) ? ranges : [];
}
