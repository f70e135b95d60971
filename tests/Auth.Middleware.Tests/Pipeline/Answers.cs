using System.Globalization;
using System.Text.Json;
using Auth.TestKit;

namespace Auth.Pipeline;

/// <summary>Reads responses.</summary>
internal static class Answers
{
    /// <summary>A header of the response or of its body; several lines joined with a comma.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    /// <summary>Where the challenge of a host without an address of its own leads (RFC 9728 section 5.1).</summary>
    public const string Metadata = "resource_metadata=\"http://localhost/.well-known/oauth-protected-resource\"";

    /// <summary>The challenge of a request without credentials: no error (RFC 6750 section 3).</summary>
    public const string Missing = $"Bearer realm=\"api\", {Metadata}";

    /// <summary>The only challenge.</summary>
    public static string Challenge(this HttpResponseMessage response) =>
        response.Headers.GetValues("WWW-Authenticate").ShouldHaveSingleItem();

    /// <summary>The <c>RateLimit</c> field, parsed strictly.</summary>
    public static IReadOnlyList<StructuredItem> Limits(this HttpResponseMessage response) =>
        StructuredFields.ParseList(response.Headers.GetValues("RateLimit"));

    /// <summary>The <c>RateLimit-Policy</c> field, parsed strictly.</summary>
    public static IReadOnlyList<StructuredItem> Policies(this HttpResponseMessage response) =>
        StructuredFields.ParseList(response.Headers.GetValues("RateLimit-Policy"));

    /// <summary>What is left in a window.</summary>
    public static long Left(this HttpResponseMessage response, string window) =>
        response.Limits().Single(item => item.Value == window).Number("r").ShouldNotBeNull();

    /// <summary>The seconds of <c>Retry-After</c>.</summary>
    public static int RetryAfter(this HttpResponseMessage response) =>
        int.Parse(response.Header("Retry-After")!, NumberStyles.None, CultureInfo.InvariantCulture);

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>Checks that the body is problem details of the response's status and returns it (RFC 9457).</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response)
    {
        response.Header("Content-Type").ShouldBe("application/problem+json");
        response.Header("Cache-Control").ShouldBe("no-store");
        var problem = await response.JsonAsync();
        problem.GetProperty("status").GetInt32().ShouldBe((int)response.StatusCode);
        problem.GetProperty("type").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        return problem;
    }
}
