namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>The dialect's errors, word by word.</summary>
internal static class MastodonTexts
{
    public const string InvalidToken = "The access token is invalid";
    public const string ExpiredToken = "The access token expired";
    public const string OutsideScopes = "This action is outside the authorized scopes";
    public const string NeedsUser = "This method requires an authenticated user";
    public const string TooManyRequests = "Too many requests";

    public static OAuthError InvalidClient { get; } =
        OAuthErrors.InvalidClient with
        {
            Description =
                "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.",
        };

    public static OAuthError TwoMethods { get; } =
        OAuthErrors.InvalidRequest with
        {
            Description = "The request utilizes more than one mechanism for authenticating the client.",
        };

    public static OAuthError InvalidScope { get; } =
        OAuthErrors.InvalidScope with
        {
            Description = "The requested scope is invalid, unknown, or malformed.",
        };

    public static OAuthError InvalidGrant { get; } =
        OAuthErrors.InvalidGrant with
        {
            Description =
                "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.",
        };

    public static OAuthError UnsupportedGrantType { get; } =
        OAuthErrors.UnsupportedGrantType with
        {
            Description = "The authorization grant type is not supported by the authorization server.",
        };

    public static OAuthError UnauthorizedClient { get; } =
        OAuthErrors.UnauthorizedClient with
        {
            Description = "The client is not authorized to perform this request using this method.",
        };

    public static OAuthError NotAuthorizedToRevoke { get; } =
        OAuthErrors.UnauthorizedClient with
        {
            Description = "You are not authorized to revoke this token",
            Status = 403,
        };

    public static OAuthError NotAuthorizedToInspect { get; } =
        OAuthErrors.InvalidRequest with
        {
            Description =
                "Request need to be authorized. Required parameter for authorizing request is missing or invalid.",
        };

    public static OAuthError InvalidRedirectUri { get; } =
        OAuthErrors.InvalidRedirectUri with
        {
            Description = "The redirect uri included is not valid.",
        };

    public static OAuthError UnsupportedResponseType { get; } =
        OAuthErrors.UnsupportedResponseType with
        {
            Description = "The authorization server does not support this response type.",
        };

    public static OAuthError UnsupportedResponseMode { get; } =
        new("unsupported_response_mode", "The authorization server does not support this response mode.", 400);

    public static OAuthError InvalidChallengeMethod { get; } =
        new("invalid_code_challenge_method", "The code_challenge_method must be S256.", 400);

    public static OAuthError AccessDenied { get; } =
        OAuthErrors.AccessDenied with
        {
            Description = "The resource owner or authorization server denied the request.",
            Status = 400,
        };

    public static OAuthError FormNotOurs { get; } =
        OAuthErrors.InvalidRequest with
        {
            Description = "Security verification failed. Are you blocking cookies?",
            Status = 422,
        };

    public static OAuthError TokenInvalid { get; } = OAuthErrors.InvalidToken with { Description = InvalidToken };

    /// <summary>A parameter that is not there.</summary>
    public static OAuthError Missing(string parameter) =>
        OAuthErrors.InvalidRequest with
        {
            Description = $"Missing required parameter: {parameter}.",
        };
}
