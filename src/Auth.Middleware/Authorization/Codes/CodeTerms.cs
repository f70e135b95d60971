using System.Text.Json;
using Auth.Storage;

namespace Auth.Authorization.Codes;

/// <summary>What a code is bound to, as it stands in the store.</summary>
/// <param name="RedirectUri">Where it was sent.</param>
/// <param name="NamedRedirectUri">Whether the request named it.</param>
/// <param name="Scopes">What the token will be good for.</param>
/// <param name="Challenge">The code challenge, or <see langword="null"/>.</param>
/// <param name="Audience">The resources, or <see langword="null"/> for all.</param>
/// <param name="KeyThumbprint">The key that must be proved, or <see langword="null"/>.</param>
internal sealed record CodeTerms(
    string RedirectUri,
    bool NamedRedirectUri,
    IReadOnlyList<string> Scopes,
    string? Challenge,
    IReadOnlyList<string>? Audience,
    string? KeyThumbprint
)
{
    /// <summary>The terms as text.</summary>
    public string Write() => JsonSerializer.Serialize(this, AuthorizationJson.Default.CodeTerms);

    /// <summary>The terms of a stored code.</summary>
    public static CodeTerms Of(Grant code) =>
        JsonSerializer.Deserialize(code.Data!, AuthorizationJson.Default.CodeTerms)!;
}
