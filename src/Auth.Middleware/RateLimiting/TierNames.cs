namespace Auth.RateLimiting;

/// <summary>The tiers every host has.</summary>
internal static class TierNames
{
    public const string Anonymous = "anonymous";
    public const string Standard = "standard";
    public const string Enhanced = "enhanced";
    public const string Exempt = "exempt";
}
