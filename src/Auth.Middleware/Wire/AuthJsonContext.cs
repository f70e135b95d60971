using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth.Wire;

/// <summary>The bodies that are not a dialect's own.</summary>
[JsonSerializable(typeof(OAuthErrorBody))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class AuthJsonContext : JsonSerializerContext
{
    /// <summary>The context with non-ASCII text left as it is; bodies are never embedded in HTML.</summary>
    public static AuthJsonContext Relaxed { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}

/// <summary>An OAuth error (RFC 6749 section 5.2).</summary>
internal sealed record OAuthErrorBody(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string? Description,
    [property: JsonPropertyName("error_uri")] string? Uri = null
);

/// <summary>Problem details (RFC 9457 section 3.1).</summary>
internal sealed record ProblemBody(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("detail")] string? Detail = null,
    [property: JsonPropertyName("violated-policies")] IReadOnlyList<string>? ViolatedPolicies = null
);
