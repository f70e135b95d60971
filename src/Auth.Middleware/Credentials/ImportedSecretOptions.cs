namespace Auth.Credentials;

/// <summary>Settings of secrets that people choose, which are hashed slowly.</summary>
public sealed class ImportedSecretOptions
{
    /// <summary>Rounds of PBKDF2-HMAC-SHA256 for a new secret; 1,000 to 10,000,000. A secret stored with other rounds is hashed anew at its next use.</summary>
    /// <value>The default is 600,000, about a tenth of a second.</value>
    public int Iterations { get; set; } = 600_000;
}
