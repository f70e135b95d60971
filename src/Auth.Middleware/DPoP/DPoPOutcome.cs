namespace Auth.DPoP;

/// <summary>What a proof comes to.</summary>
/// <param name="Nonce">The nonce the caller must use from now on; <see langword="null"/> when the one it has will do.</param>
internal abstract record DPoPOutcome(string? Nonce)
{
    /// <summary>The caller holds the key.</summary>
    /// <param name="KeyThumbprint">The SHA-256 thumbprint of the key.</param>
    /// <param name="Nonce">A newer nonce.</param>
    public sealed record Proved(string KeyThumbprint, string? Nonce) : DPoPOutcome(Nonce);

    /// <summary>It does not, or says so wrongly.</summary>
    public sealed record Refused(OAuthError Error, string? Nonce = null) : DPoPOutcome(Nonce);
}
