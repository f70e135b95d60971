namespace Auth;

/// <summary>The catalogue of protocol failures, in the order of RFC 6749 section 5.2. Refine one with <c>with</c>.</summary>
public static class OAuthErrors
{
    /// <summary>The request is malformed, repeats a parameter, or authenticates in more than one way (RFC 6749 section 5.2).</summary>
    public static OAuthError InvalidRequest { get; } = new("invalid_request", "The request is malformed.", 400);

    /// <summary>Client authentication failed; the same answer for every reason (RFC 6749 section 5.2).</summary>
    public static OAuthError InvalidClient { get; } = new("invalid_client", "Client authentication failed.", 401);

    /// <summary>The grant is unknown, expired, used, or another client's (RFC 6749 section 5.2).</summary>
    public static OAuthError InvalidGrant { get; } =
        new("invalid_grant", "The grant is invalid, expired or revoked.", 400);

    /// <summary>The client may not use this grant type (RFC 6749 section 5.2).</summary>
    public static OAuthError UnauthorizedClient { get; } =
        new("unauthorized_client", "The client may not use this grant type.", 400);

    /// <summary>The server does not know the grant type (RFC 6749 section 5.2).</summary>
    public static OAuthError UnsupportedGrantType { get; } =
        new("unsupported_grant_type", "The grant type is not supported.", 400);

    /// <summary>The scope is unknown, malformed, or more than the client registered for (RFC 6749 section 5.2).</summary>
    public static OAuthError InvalidScope { get; } =
        new("invalid_scope", "The scope is unknown or exceeds the registered scope.", 400);

    /// <summary>The authorization endpoint answers with codes only (RFC 6749 section 4.1.2.1).</summary>
    public static OAuthError UnsupportedResponseType { get; } =
        new("unsupported_response_type", "The response_type must be code.", 400);

    /// <summary>The user refused (RFC 6749 section 4.1.2.1).</summary>
    public static OAuthError AccessDenied { get; } = new("access_denied", "The user denied the request.", 400);

    /// <summary>The server does not revoke tokens of this kind (RFC 7009 section 2.2.1).</summary>
    public static OAuthError UnsupportedTokenType { get; } =
        new("unsupported_token_type", "Tokens of this kind cannot be revoked here.", 400);

    /// <summary>The token is unknown, expired or revoked (RFC 6750 section 3.1).</summary>
    public static OAuthError InvalidToken { get; } = new("invalid_token", "The access token is invalid.", 401);

    /// <summary>The token lacks a scope that the resource asks for (RFC 6750 section 3.1).</summary>
    public static OAuthError InsufficientScope { get; } =
        new("insufficient_scope", "The access token lacks a required scope.", 403);

    /// <summary>A redirect URI is not acceptable (RFC 7591 section 3.2.2).</summary>
    public static OAuthError InvalidRedirectUri { get; } =
        new(
            "invalid_redirect_uri",
            "A redirect URI must be https, http on a loopback address, or a private scheme with a dot.",
            400
        );

    /// <summary>Client metadata is not acceptable (RFC 7591 section 3.2.2).</summary>
    public static OAuthError InvalidClientMetadata { get; } =
        new("invalid_client_metadata", "The client metadata is not acceptable.", 400);

    /// <summary>The requested resource is unknown or malformed (RFC 8707 section 2).</summary>
    public static OAuthError InvalidTarget { get; } =
        new("invalid_target", "The resource is unknown or malformed.", 400);

    /// <summary>The proof of possession is missing, wrong or used (RFC 9449 section 5); at a resource the status is 401.</summary>
    public static OAuthError InvalidDPoPProof { get; } =
        new("invalid_dpop_proof", "The DPoP proof is missing or invalid.", 400);

    /// <summary>The proof needs the nonce that comes with the answer (RFC 9449 section 8); at a resource the status is 401.</summary>
    public static OAuthError UseDPoPNonce { get; } =
        new("use_dpop_nonce", "The DPoP proof must hold the nonce of this answer.", 400);

    /// <summary>A dependency is down; the caller may retry (after RFC 6749 section 4.1.2.1).</summary>
    public static OAuthError TemporarilyUnavailable { get; } =
        new("temporarily_unavailable", "The service cannot answer now. Try again.", 503);

    /// <summary>A limit was reached; the caller may retry after <c>Retry-After</c> (RFC 6749 section 8.5, RFC 6585 section 4).</summary>
    public static OAuthError RateLimited { get; } = new("rate_limited", "Too many requests. Try again later.", 429);

    /// <summary>The body is larger than <see cref="ClientCredentialsAuthDefaults.MaxBodySize"/> (RFC 9110 section 15.5.14).</summary>
    public static OAuthError ContentTooLarge { get; } = new("invalid_request", "The request body is too large.", 413);

    /// <summary>The endpoint does not answer this method (RFC 9110 section 15.5.6).</summary>
    public static OAuthError MethodNotAllowed { get; } = new("invalid_request", "The method is not allowed.", 405);
}
