namespace Auth.Credentials;

/// <summary>The prefixes of stored secret hashes: a version and an algorithm.</summary>
internal static class SecretHashFormat
{
    /// <summary>SHA-256 of a generated secret, base64.</summary>
    public const string Sha256 = "v1$sha256$";
}
