namespace Auth.DPoP;

/// <summary>Settings of tokens that are bound to a key (RFC 9449).</summary>
public sealed class DPoPOptions
{
    /// <summary>How old a proof may be.</summary>
    /// <value>The default is 60 seconds.</value>
    public TimeSpan ProofLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How far a caller's clock may be off, in both directions.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether every proof must hold a nonce of this server, so that none can be made in advance (RFC 9449 section 8).</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RequireNonce { get; set; }

    /// <summary>How long a nonce is accepted; callers are handed a new one when half of it is over.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan NonceLifetime { get; set; } = TimeSpan.FromMinutes(5);
}
