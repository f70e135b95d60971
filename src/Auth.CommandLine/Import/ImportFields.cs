using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth.CommandLine.Import;

/// <summary>The fields of a row, and how their text becomes what the operator API takes.</summary>
internal static class ImportFields
{
    /// <summary>A secret, in clear or hashed.</summary>
    public const string Secret = "secret";

    /// <summary>Scopes, separated by spaces.</summary>
    public const string Scopes = "scope";

    /// <summary>All fields; anything else in a file is left out.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "client_id",
        "name",
        Secret,
        "description",
        "email",
        "tier",
        "limits",
        "verified",
        "disabled",
        Scopes,
        "redirect_uris",
        "website",
        "access_type",
        "created_at",
    ];

    private static readonly string[] Yes = ["true", "t", "1", "yes"];
    private static readonly string[] No = ["false", "f", "0", "no"];

    /// <summary>Reads one field.</summary>
    /// <returns>The value, or what is wrong.</returns>
    public static (JsonNode? Value, string? Error) Read(string field, string text) =>
        field switch
        {
            "verified" or "disabled" => ReadFlag(field, text),
            "limits" => ReadLimits(text),
            "redirect_uris" => (ReadList(text), null),
            Scopes => (string.Join(' ', Words(text)), null),
            "created_at" => ReadTime(text),
            _ => (JsonValue.Create(text), null),
        };

    private static (JsonNode?, string?) ReadFlag(string field, string text) =>
        Yes.Contains(text, StringComparer.OrdinalIgnoreCase) ? (JsonValue.Create(true), null)
        : No.Contains(text, StringComparer.OrdinalIgnoreCase) ? (JsonValue.Create(false), null)
        : (null, $"{field} must be true or false.");

    private static (JsonNode?, string?) ReadLimits(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject limits
                ? (limits, null)
                : (null, "limits must be an object such as {\"burst\":\"500/min\"}.");
        }
        catch (JsonException)
        {
            return (null, "limits must be an object such as {\"burst\":\"500/min\"}.");
        }
    }

    /// <summary>As databases write times; one without a zone is UTC.</summary>
    private static (JsonNode?, string?) ReadTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (JsonValue.Create(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)), null)
            : (null, "created_at must be a time such as 2024-05-01T12:00:00Z.");

    private static JsonArray ReadList(string text) => [.. Words(text).Select(word => JsonValue.Create(word))];

    private static string[] Words(string text) =>
        text.Trim('{', '}', '[', ']').Split([' ', '\n', '\r', '\t', ',', '"'], StringSplitOptions.RemoveEmptyEntries);
}
