namespace Auth.Authorization;

/// <summary>The paths of the standard endpoints and pages.</summary>
internal static class AuthorizationRoutes
{
    public const string Authorize = "/oauth2/authorize";
    public const string Authorized = "/oauth2/authorized";
    public const string Applications = "/oauth2/applications";
}
