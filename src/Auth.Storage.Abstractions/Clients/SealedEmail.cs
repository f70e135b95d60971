namespace Auth.Storage;

/// <summary>An e-mail address at rest: encrypted for those who must write to it, with a keyed hash for those who must find it.</summary>
/// <param name="Ciphertext">The encrypted address; only the middleware that holds the server key can open it.</param>
/// <param name="LookupKey">The keyed hash of the canonical address: equal addresses have equal keys, and nothing can be read back.</param>
public sealed record SealedEmail(string Ciphertext, string LookupKey)
{
    /// <summary>The first eight characters of the look-up key: for logs.</summary>
    public override string ToString() => LookupKey.Length <= 8 ? "***" : LookupKey[..8];
}
