using System.Globalization;

namespace HostApp;

/// <summary>Demo resources in the manner of Openverse: a search that anybody may use, with larger pages for those who identify themselves.</summary>
internal static class Images
{
    private const int DefaultPageSize = 20;
    private const int AnonymousMax = 20;
    private const int AuthenticatedMax = 50;
    private const int MaxResults = 240;

    /// <summary>Without a charset, as Openverse sends it.</summary>
    private const string Json = "application/json";

    private static readonly string[] Titles =
    [
        "Blue marble",
        "Pillars of creation",
        "Earthrise",
        "Saturn from above",
        "A crab in the sky",
    ];

    public static void MapImages(this IEndpointRouteBuilder endpoints)
    {
        var images = endpoints.MapGroup("/v1/images").WithOpenverseDialect();
        images.MapGet("/", Search);
        images.MapGet("/{id}/thumb", Thumbnail).RequireRateLimit("thumbnail");
    }

    private static IResult Search(HttpContext context, string? q, string? page, string? page_size)
    {
        var client = context.GetCallingClient();
        if (!TryRead(page, 1, out var number) || !TryRead(page_size, DefaultPageSize, out var size))
        {
            return Detail(StatusCodes.Status400BadRequest, "page and page_size must be whole numbers of at least 1.");
        }

        var (caller, max) = client is null ? ("anonymous", AnonymousMax) : ("authenticated", AuthenticatedMax);
        if (size > max)
        {
            return Detail(StatusCodes.Status401Unauthorized, $"page_size may not exceed {max} for {caller} requests");
        }

        if ((long)number * size > MaxResults)
        {
            return Detail(
                StatusCodes.Status401Unauthorized,
                $"pagination depth may not exceed {MaxResults} for {caller} requests"
            );
        }

        var found = Enumerable.Range(1, MaxResults).Select(Image).Where(image => Matches(image, q)).ToList();
        return Results.Json(
            new
            {
                result_count = found.Count,
                page_count = (found.Count + size - 1) / size,
                page_size = size,
                page = number,
                results = found.Skip((number - 1) * size).Take(size),
            },
            contentType: Json
        );
    }

    private static IResult Thumbnail(string id) =>
        TryRead(id, 0, out var number) && number <= MaxResults
            ? Results.Text(
                $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90"><rect width="160" height="90" fill="hsl({number * 37 % 360} 45% 40%)"/></svg>""",
                "image/svg+xml"
            )
            : Detail(StatusCodes.Status404NotFound, "Not found.");

    private static ImageResult Image(int number) =>
        new(number, $"{Titles[number % Titles.Length]} {number}", $"/v1/images/{number}/thumb/");

    private static bool Matches(ImageResult image, string? q) =>
        string.IsNullOrWhiteSpace(q)
        || q == "test"
        || image.title.Contains(q.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool TryRead(string? text, int fallback, out int number)
    {
        number = fallback;
        return text is null
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1);
    }

    private static IResult Detail(int status, string detail) =>
        Results.Json(new { detail }, contentType: Json, statusCode: status);

    /// <summary>One image as the API names its fields.</summary>
    private sealed record ImageResult(int id, string title, string thumbnail);
}
