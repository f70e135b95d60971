namespace Auth.Dialects.Openverse;

/// <summary>The rate-limit policies of the dialect's endpoints; each counts for itself.</summary>
internal static class OpenversePolicies
{
    public const string Register = "register";
    public const string Token = "token";
    public const string Verify = "verify";
    public const string KeyInfo = "key-info";
    public const string TierRequest = "tier-request";
    public const string Thumbnail = "thumbnail";
}
