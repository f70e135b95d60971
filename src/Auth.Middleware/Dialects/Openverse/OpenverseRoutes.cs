namespace Auth.Dialects.Openverse;

/// <summary>The dialect's paths. Routing answers each with and without a slash at its end, without a redirect.</summary>
internal static class OpenverseRoutes
{
    public const string Register = "/v1/auth_tokens/register";
    public const string Token = "/v1/auth_tokens/token";
    public const string Verify = "/v1/auth_tokens/verify";
    public const string VerifyCode = "/v1/auth_tokens/verify/{code}";
    public const string Revoke = "/v1/auth_tokens/revoke_token";
    public const string Introspect = "/v1/auth_tokens/introspect";
    public const string KeyInfo = "/v1/rate_limit";
    public const string TierRequest = "/v1/rate_limit/request";
}
