namespace Auth.Bearer;

/// <summary>The claim types of an authenticated client (RFC 8693 section 4, RFC 9068 section 2.2).</summary>
public static class AuthClaims
{
    /// <summary>The client's id.</summary>
    public const string ClientId = "client_id";

    /// <summary>The user who approved the token; absent when the client acts for itself.</summary>
    public const string Subject = "sub";

    /// <summary>The application's name.</summary>
    public const string ClientName = "client_name";

    /// <summary>The client's rate-limit tier.</summary>
    public const string Tier = "tier";

    /// <summary>One scope of the token; there is one such claim a scope.</summary>
    public const string Scope = "scope";
}
