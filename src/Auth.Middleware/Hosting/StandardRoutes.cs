namespace Auth.Hosting;

/// <summary>The paths of the standard OAuth endpoints.</summary>
internal static class StandardRoutes
{
    public const string Token = "/oauth2/token";
    public const string Revoke = "/oauth2/revoke";
    public const string Introspect = "/oauth2/introspect";
    public const string Key = "/oauth2/key";
    public const string VerifyCode = "/oauth2/verify/{code}";
    public const string AuthorizationServerMetadata = "/.well-known/oauth-authorization-server";
    public const string ProtectedResourceMetadata = "/.well-known/oauth-protected-resource";
}
