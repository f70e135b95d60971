using Auth.Authorization;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>The dialect's errors, word by word, with the codes that OAuth gives them.</summary>
internal static class GoToSocialTexts
{
    public const string TokenNotSupplied = "token not supplied";
    public const string UserNotSupplied = "user not supplied or not authorized";
    public const string InsufficientScope = "token has insufficient scope permission";
    public const string BadLimit = "bad integer limit value";
    public const string RateLimited = "rate limit reached";

    /// <summary>What the original advises after every failed flow.</summary>
    private const string Advice =
        "If you arrived at this error during a sign in/oauth flow, please try clearing your session cookies and signing in again; "
        + "if problems persist, make sure you're using the correct credentials";

    private const string GrantAdvice =
        "If you arrived at this error during a sign in/oauth flow, your client is trying to use an unsupported OAuth grant type. "
        + "Supported grant types are: authorization_code, client_credentials; please reach out to developer of your client";

    public static OAuthError InvalidClient { get; } =
        OAuthErrors.InvalidClient with
        {
            Description = $"Unauthorized: could not get access token: invalid_client: {Advice}",
        };

    public static OAuthError InvalidGrant { get; } =
        OAuthErrors.InvalidGrant with
        {
            Description = $"Bad Request: could not get access token: invalid_grant: {Advice}",
        };

    public static OAuthError EmptyParameter { get; } =
        OAuthErrors.InvalidRequest with
        {
            Description = $"Bad Request: could not validate token request: invalid_request: {Advice}",
        };

    public static OAuthError UnsupportedGrantType { get; } =
        OAuthErrors.UnsupportedGrantType with
        {
            Description = $"Bad Request: could not validate token request: unsupported_grant_type: {GrantAdvice}",
        };

    public static OAuthError UnauthorizedClient { get; } =
        OAuthErrors.UnauthorizedClient with
        {
            Description = $"Bad Request: could not validate token request: unauthorized_client: {Advice}",
        };

    public static OAuthError NotAuthorizedToRevoke { get; } =
        OAuthErrors.UnauthorizedClient with
        {
            Description = "Forbidden: You are not authorized to revoke this token",
            Status = 403,
        };

    /// <summary>Words a problem of an authorization request.</summary>
    public static OAuthError? Word(AuthorizationProblem problem) =>
        problem switch
        {
            AuthorizationProblem.ClientIdMissing => Required("ClientID"),
            AuthorizationProblem.RedirectUriMissing => Required("RedirectURI"),
            AuthorizationProblem.ResponseTypeMissing => Required("ResponseType"),
            AuthorizationProblem.ClientUnknown => OAuthErrors.InvalidClient with
            {
                Description = $"Bad Request: no application is registered with this client ID: {Advice}",
                Status = 400,
            },
            AuthorizationProblem.RedirectUriUnknown => Invalid(
                $"requested redirect URI was not covered by client redirect URIs: {Advice}"
            ),
            AuthorizationProblem.ScopeInvalid => OAuthErrors.InvalidScope with
            {
                Description = "The requested scope is invalid, unknown, or malformed",
            },
            AuthorizationProblem.Denied => OAuthErrors.AccessDenied with
            {
                Description = "The resource owner or authorization server denied the request",
            },
            _ => null,
        };

    /// <summary>A parameter that is not there, as the original's validator says it.</summary>
    private static OAuthError Required(string field) =>
        Invalid(
            $"Key: 'OAuthAuthorize.{field}' Error:Field validation for '{field}' failed on the 'required' tag: {Advice}"
        );

    /// <summary>A request that lacks something.</summary>
    public static OAuthError Invalid(string what) =>
        OAuthErrors.InvalidRequest with
        {
            Description = "Bad Request: " + what,
        };

    /// <summary>A scope that the application does not have.</summary>
    public static OAuthError ScopeNotCovered(string scope) =>
        OAuthErrors.InvalidScope with
        {
            Description = $"Forbidden: requested scope {scope} was not covered by client scope: {Advice}",
            Status = 403,
        };

    /// <summary>A redirect URI that the application did not register.</summary>
    public static OAuthError RedirectNotCovered(string uri) =>
        OAuthErrors.InvalidGrant with
        {
            Description =
                $"Bad Request: requested redirect URI {uri} was not covered by client redirect URIs: {Advice}",
        };
}
