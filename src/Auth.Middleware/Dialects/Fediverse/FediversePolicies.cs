using Auth.RateLimiting;

namespace Auth.Dialects.Fediverse;

/// <summary>The rate-limit policies of these dialects. Their windows are aligned to the clock, because the headers promise a time of reset.</summary>
internal static class FediversePolicies
{
    /// <summary>Registrations.</summary>
    public const string Registration = "app-registration";

    /// <summary>Everything else below <c>/api</c>.</summary>
    public const string Api = "fediverse-api";

    /// <summary>Token, revocation and introspection endpoints: the library's own.</summary>
    public const string Token = "token";

    public static void AddTo(RateLimitingOptions options)
    {
        StandardPolicies.Add(options, Registration, (RateLimitingOptions.AnyTier, "5/10min fixed"));
        StandardPolicies.Add(options, Api, (RateLimitingOptions.AnyTier, "300/5min fixed"));
    }
}
