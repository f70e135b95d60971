namespace Auth.Storage;

/// <summary>The kinds of <see cref="Grant"/> that the middleware stores.</summary>
public static class GrantKinds
{
    /// <summary>A link that confirms an e-mail address.</summary>
    public const string EmailVerification = "email_verification";

    /// <summary>A token that allows one registration (RFC 7591 section 3).</summary>
    public const string InitialAccessToken = "initial_access_token";

    /// <summary>An authorization code (RFC 6749 section 4.1.2).</summary>
    public const string AuthorizationCode = "authorization_code";

    /// <summary>A refresh token (RFC 6749 section 1.5), good for one use.</summary>
    public const string RefreshToken = "refresh_token";

    /// <summary>A mailed link that signs a developer in to the portal.</summary>
    public const string PortalLink = "portal_link";

    /// <summary>A developer's session in the portal; using it up ends it.</summary>
    public const string PortalSession = "portal_session";

    /// <summary>A code that replaces a client's secret.</summary>
    public const string SecretReset = "secret_reset";
}
