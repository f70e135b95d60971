using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth.Dialects.Openverse;

/// <summary>The dialect's bodies; the order of the properties is the order on the wire.</summary>
[JsonSerializable(typeof(DetailBody))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(RegisteredBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(KeyInfoBody))]
[JsonSerializable(typeof(TokenErrorBody))]
[JsonSerializable(typeof(OptionsBody))]
[JsonSerializable(typeof(Dictionary<string, List<string>>))]
internal sealed partial class OpenverseJson : JsonSerializerContext
{
    /// <summary>The context with non-ASCII text left as it is and absent members left out.</summary>
    public static OpenverseJson Relaxed { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}

/// <summary>A refusal.</summary>
internal sealed record DetailBody(
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("error")] string? Error = null
);

/// <summary>An answer in words.</summary>
internal sealed record MessageBody([property: JsonPropertyName("msg")] string Message);

/// <summary>A new client.</summary>
internal sealed record RegisteredBody(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("msg")] string Message
);

/// <summary>A token, in the order the guides print it.</summary>
internal sealed record TokenBody(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("expires_in")] long? ExpiresIn,
    [property: JsonPropertyName("token_type")] string TokenType
);

/// <summary>A refusal of the token endpoint.</summary>
internal sealed record TokenErrorBody(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string? Description = null
);

/// <summary>What a key has used and has left.</summary>
internal sealed record KeyInfoBody(
    [property: JsonPropertyName("requests_this_minute")] long RequestsThisMinute,
    [property: JsonPropertyName("requests_today")] long RequestsToday,
    [property: JsonPropertyName("rate_limit_model")] string RateLimitModel,
    [property: JsonPropertyName("verified")] bool Verified,
    [property: JsonPropertyName("limits")] IReadOnlyDictionary<string, string> Limits,
    [property: JsonPropertyName("remaining")] IReadOnlyDictionary<string, long> Remaining,
    [property: JsonPropertyName("reset")] IReadOnlyDictionary<string, long> Reset
);

/// <summary>What an endpoint is, for <c>OPTIONS</c>.</summary>
internal sealed record OptionsBody(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("renders")] IReadOnlyList<string> Renders,
    [property: JsonPropertyName("parses")] IReadOnlyList<string> Parses
);
