namespace Auth.Verification;

/// <summary>Settings of e-mail verification.</summary>
public sealed class VerificationOptions
{
    /// <summary>How long a verification link works.</summary>
    /// <value>The default is 48 hours.</value>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromHours(48);
}
