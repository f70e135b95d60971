namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>The dialect's paths, below its path base.</summary>
internal static class GoToSocialRoutes
{
    public const string Apps = "/api/v1/apps";
    public const string VerifyApp = "/api/v1/apps/verify_credentials";
    public const string Instance = "/api/v1/instance";
    public const string Authorize = "/oauth/authorize";
    public const string Token = "/oauth/token";
    public const string Revoke = "/oauth/revoke";
    public const string Anything = "/{**path}";
}
