namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>The dialect's paths. Routing answers each with and without a slash at its end.</summary>
internal static class MastodonRoutes
{
    public const string Apps = "/api/v1/apps";
    public const string VerifyApp = "/api/v1/apps/verify_credentials";
    public const string Instance = "/api/v1/instance";
    public const string VerifyAccount = "/api/v1/accounts/verify_credentials";
    public const string Authorize = "/oauth/authorize";
    public const string Native = "/oauth/authorize/native";
    public const string Token = "/oauth/token";
    public const string TokenInfo = "/oauth/token/info";
    public const string Revoke = "/oauth/revoke";
    public const string Introspect = "/oauth/introspect";
    public const string UserInfo = "/oauth/userinfo";
    public const string Applications = "/oauth/applications/{**rest}";

    /// <summary>Below <c>/oauth</c> a path may end in this.</summary>
    public const string JsonSuffix = ".json";
}
