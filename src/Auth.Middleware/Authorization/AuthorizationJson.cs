using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth.Authorization;

/// <summary>What a stored code or refresh token is bound to.</summary>
[JsonSerializable(typeof(Codes.CodeTerms))]
[JsonSerializable(typeof(Refresh.RefreshTerms))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
internal sealed partial class AuthorizationJson : JsonSerializerContext;
