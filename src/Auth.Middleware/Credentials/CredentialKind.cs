namespace Auth.Credentials;

/// <summary>The kinds of credential the library issues; the two letters stand in the credential itself.</summary>
internal static class CredentialKind
{
    /// <summary>An access token.</summary>
    public const string AccessToken = "at";

    /// <summary>A client secret.</summary>
    public const string ClientSecret = "cs";

    /// <summary>A token that manages one registration.</summary>
    public const string RegistrationToken = "rt";

    /// <summary>A token that allows one registration.</summary>
    public const string InitialAccessToken = "ia";

    /// <summary>An authorization code.</summary>
    public const string AuthorizationCode = "ac";

    /// <summary>A refresh token.</summary>
    public const string RefreshToken = "rf";

    /// <summary>An access key.</summary>
    public const string AccessKey = "ak";

    /// <summary>A code that replaces a client's secret.</summary>
    public const string SecretReset = "sr";

    /// <summary>The code of a link that signs a developer in to the portal.</summary>
    public const string PortalLink = "pl";

    /// <summary>A developer's session in the portal.</summary>
    public const string PortalSession = "ps";

    /// <summary>The code of an e-mail verification link.</summary>
    public const string VerificationCode = "vc";
}
