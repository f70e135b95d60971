namespace Auth.Authorization;

/// <summary>All that can be wrong with an authorization request.</summary>
internal enum AuthorizationProblem
{
    /// <summary>The query or form cannot be read, or repeats what says who asks.</summary>
    Malformed,

    /// <summary>There is no <c>client_id</c>.</summary>
    ClientIdMissing,

    /// <summary>There is no such client, or it is switched off.</summary>
    ClientUnknown,

    /// <summary>There is no <c>redirect_uri</c>, and not exactly one is registered.</summary>
    RedirectUriMissing,

    /// <summary>The <c>redirect_uri</c> is not one that was registered.</summary>
    RedirectUriUnknown,

    /// <summary>Another parameter was sent more than once.</summary>
    Repeated,

    /// <summary>There is no <c>response_type</c>.</summary>
    ResponseTypeMissing,

    /// <summary>The <c>response_type</c> is not <c>code</c>.</summary>
    ResponseTypeUnsupported,

    /// <summary>The <c>response_mode</c> is unknown.</summary>
    ResponseModeUnsupported,

    /// <summary>The client may not ask users.</summary>
    ClientNotAllowed,

    /// <summary>The scope is unknown, malformed, or more than the client registered for.</summary>
    ScopeInvalid,

    /// <summary>A public client sent no code challenge (RFC 9700 section 2.1.1).</summary>
    ChallengeMissing,

    /// <summary>The <c>code_challenge_method</c> is not <c>S256</c>.</summary>
    ChallengeMethodUnsupported,

    /// <summary>The <c>code_challenge</c> is no SHA-256 digest.</summary>
    ChallengeMalformed,

    /// <summary>The <c>resource</c> is unknown (RFC 8707 section 2).</summary>
    ResourceInvalid,

    /// <summary>The <c>dpop_jkt</c> is no thumbprint of a key (RFC 9449 section 10).</summary>
    KeyMalformed,

    /// <summary>The form does not come from a page that this user was shown for this request, or was sent before.</summary>
    FormNotOurs,

    /// <summary>The user said no.</summary>
    Denied,
}

/// <summary>The standard words and places of problems.</summary>
internal static class AuthorizationProblems
{
    /// <summary>Whether the client may be told: not when it is unknown where it is (RFC 6749 section 4.1.2.1).</summary>
    public static bool MayRedirect(this AuthorizationProblem problem) =>
        problem > AuthorizationProblem.RedirectUriUnknown && problem != AuthorizationProblem.FormNotOurs;

    /// <summary>The error of the standard endpoints.</summary>
    public static OAuthError ErrorFor(AuthorizationProblem problem) =>
        problem switch
        {
            AuthorizationProblem.ClientIdMissing => Invalid("The client_id parameter is missing."),
            AuthorizationProblem.ClientUnknown => OAuthErrors.InvalidClient with
            {
                Description = "The application is not registered here.",
                Status = 400,
            },
            AuthorizationProblem.RedirectUriMissing => Invalid("The redirect_uri parameter is missing."),
            AuthorizationProblem.RedirectUriUnknown => Invalid(
                "The redirect_uri is not one that the application has registered."
            ),
            AuthorizationProblem.Repeated => Invalid("A parameter was sent more than once."),
            AuthorizationProblem.ResponseTypeMissing => Invalid("The response_type parameter is missing."),
            AuthorizationProblem.ResponseTypeUnsupported => OAuthErrors.UnsupportedResponseType,
            AuthorizationProblem.ResponseModeUnsupported => Invalid("The response_mode is not supported."),
            AuthorizationProblem.ClientNotAllowed => OAuthErrors.UnauthorizedClient with
            {
                Description = "The application may not use authorization codes.",
            },
            AuthorizationProblem.ScopeInvalid => OAuthErrors.InvalidScope,
            AuthorizationProblem.ChallengeMissing => Invalid("The code_challenge parameter is missing."),
            AuthorizationProblem.ChallengeMethodUnsupported => Invalid("The code_challenge_method must be S256."),
            AuthorizationProblem.ChallengeMalformed => Invalid("The code_challenge is malformed."),
            AuthorizationProblem.ResourceInvalid => OAuthErrors.InvalidTarget,
            AuthorizationProblem.KeyMalformed => Invalid("The dpop_jkt parameter is malformed."),
            AuthorizationProblem.FormNotOurs => Invalid("The page is out of date. Start again from the application."),
            AuthorizationProblem.Denied => OAuthErrors.AccessDenied,
            _ => OAuthErrors.InvalidRequest,
        };

    private static OAuthError Invalid(string description) =>
        OAuthErrors.InvalidRequest with
        {
            Description = description,
        };
}
