namespace Auth.Verification;

/// <summary>What a verification code is good for.</summary>
internal enum VerificationStatus
{
    /// <summary>There is no such code.</summary>
    Unknown,

    /// <summary>It would verify its client.</summary>
    Pending,

    /// <summary>It has just verified its client.</summary>
    Verified,

    /// <summary>Its client is verified already.</summary>
    AlreadyVerified,

    /// <summary>It has ended unused.</summary>
    Expired,
}
