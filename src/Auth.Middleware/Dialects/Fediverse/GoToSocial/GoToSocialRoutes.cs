namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>The dialect's paths, below its path base.</summary>
internal static class GoToSocialRoutes
{
    public const string Apps = "/api/v1/apps";
    public const string VerifyApp = "/api/v1/apps/verify_credentials";
    public const string App = "/api/v1/apps/{id}";
    public const string Tokens = "/api/v1/tokens";
    public const string OneToken = "/api/v1/tokens/{id}";
    public const string InvalidateToken = "/api/v1/tokens/{id}/invalidate";
    public const string VerifyAccount = "/api/v1/accounts/verify_credentials";
    public const string VerifyAccountAlias = "/api/v1/verify_credentials";
    public const string Instance = "/api/v1/instance";
    public const string Authorize = "/oauth/authorize";
    public const string OutOfBand = "/oauth/oob";
    public const string Token = "/oauth/token";
    public const string Revoke = "/oauth/revoke";
    public const string Anything = "/{**path}";
}
