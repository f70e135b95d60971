using System.Text.Json;
using Auth.Storage;

namespace Auth.Authorization.Refresh;

/// <summary>What a refresh token is bound to, as it stands in the store.</summary>
/// <param name="Scopes">What was approved.</param>
/// <param name="Audience">The resources, or <see langword="null"/> for all.</param>
/// <param name="KeyThumbprint">The key that must be proved, or <see langword="null"/>.</param>
internal sealed record RefreshTerms(
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string>? Audience,
    string? KeyThumbprint
)
{
    /// <summary>The terms as text.</summary>
    public string Write() => JsonSerializer.Serialize(this, AuthorizationJson.Default.RefreshTerms);

    /// <summary>The terms of a stored refresh token.</summary>
    public static RefreshTerms Of(Grant token) =>
        JsonSerializer.Deserialize(token.Data!, AuthorizationJson.Default.RefreshTerms)!;
}
