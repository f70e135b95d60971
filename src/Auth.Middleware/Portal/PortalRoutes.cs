namespace Auth.Portal;

/// <summary>The paths of the portal's pages, below where it is mounted.</summary>
internal static class PortalRoutes
{
    public const string Home = "/";
    public const string Register = "/register";
    public const string SignIn = "/sign-in";
    public const string SignInCode = "/sign-in/{code}";
    public const string SignOut = "/sign-out";
    public const string Account = "/account";
    public const string VerifyCode = "/verify/{code}";
    public const string Application = "/apps/{id}";
    public const string Try = "/apps/{id}/try";
    public const string Secrets = "/apps/{id}/secrets";
    public const string EndSecret = "/apps/{id}/secrets/end";
    public const string Limits = "/apps/{id}/limits";
    public const string Delete = "/apps/{id}/delete";
    public const string Resend = "/apps/{id}/resend";

    /// <summary>Everything else below the portal.</summary>
    public const string Others = "/{**path}";

    /// <summary>The path of a page of one application.</summary>
    public static string Of(string route, string clientId) =>
        route.Replace("{id}", Uri.EscapeDataString(clientId), StringComparison.Ordinal);
}
