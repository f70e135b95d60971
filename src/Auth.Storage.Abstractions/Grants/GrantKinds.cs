namespace Auth.Storage;

/// <summary>The kinds of <see cref="Grant"/> that the middleware stores.</summary>
public static class GrantKinds
{
    /// <summary>A link that confirms an e-mail address.</summary>
    public const string EmailVerification = "email_verification";
}
