namespace Auth.Credentials;

/// <summary>Settings of secrets that people choose, which are hashed slowly.</summary>
public sealed class ImportedSecretOptions
{
    /// <summary>Rounds of PBKDF2-HMAC-SHA256 for a new secret; 1,000 to 10,000,000. A secret stored with other rounds is hashed anew at its next use.</summary>
    /// <value>The default is 600,000, about a tenth of a second.</value>
    public int Iterations { get; set; } = 600_000;

    /// <summary>Whether secrets that are hashed slowly are taken at all token endpoints, and not at DADI's alone: for clients that were imported with their hashes.</summary>
    /// <remarks>Every wrong secret that this host did not make then waits as long as a slow hash takes, whether there is such a client or not.</remarks>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AtTokenEndpoints { get; set; }
}
