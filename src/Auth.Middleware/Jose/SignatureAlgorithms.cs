using System.Collections.Immutable;

namespace Auth.Jose;

/// <summary>The signature algorithms that are believed (RFC 7518 section 3.1): asymmetric ones only, so no public key can be a secret.</summary>
internal static class SignatureAlgorithms
{
    /// <summary>The names, as metadata lists them.</summary>
    public static ImmutableArray<string> All { get; } =
    ["ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"];

    /// <summary>The names as one string, as a challenge lists them (RFC 9449 section 7.1).</summary>
    public static string Listed { get; } = string.Join(' ', All);

    /// <summary>The curve an algorithm needs; <see langword="null"/> for RSA.</summary>
    public static string? CurveOf(string algorithm) =>
        algorithm switch
        {
            "ES256" => "P-256",
            "ES384" => "P-384",
            "ES512" => "P-521",
            _ => null,
        };
}
