using Auth.RateLimiting;

namespace Auth.Portal;

/// <summary>The rate-limit policies of the portal, all counted by address.</summary>
internal static class PortalPolicies
{
    /// <summary>Looking at pages and sending their forms.</summary>
    public const string Pages = "portal";

    /// <summary>Asking for a mailed link.</summary>
    public const string SignIn = "portal-sign-in";

    /// <summary>Registering; the same counter as that of the API.</summary>
    public const string Register = "register";

    public static void AddTo(RateLimitingOptions options)
    {
        StandardPolicies.Add(options, Pages, (RateLimitingOptions.AnyTier, "300/min"));
        StandardPolicies.Add(options, SignIn, (RateLimitingOptions.AnyTier, "20/hour"));
    }
}
