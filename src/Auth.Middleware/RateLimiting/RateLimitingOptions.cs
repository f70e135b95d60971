namespace Auth.RateLimiting;

/// <summary>Who may call how often. Bound from <c>Auth:RateLimiting</c>; a change applies to the running host.</summary>
/// <remarks>An edit that is not valid changes nothing: the last good limits stay in force and the mistake is logged.</remarks>
public sealed class RateLimitingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Auth:RateLimiting";

    /// <summary>The policy that limits every endpoint which names none: the windows of the caller's tier.</summary>
    public const string DefaultPolicy = "default";

    /// <summary>In a policy, the rate of every tier that it does not name. <c>default</c> means the same.</summary>
    public const string AnyTier = "*";

    /// <summary>The windows of each tier: tier, window, rate.</summary>
    /// <value>
    /// <c>anonymous</c> 20/min and 200/day by address, <c>standard</c> 100/min and 10000/day, <c>enhanced</c> 200/min and 20000/day by client,
    /// <c>exempt</c> without windows. Single windows can be changed, added or switched <c>off</c>.
    /// </value>
    public Dictionary<string, Dictionary<string, string>> Tiers { get; } =
        new(StringComparer.OrdinalIgnoreCase)
        {
            [TierNames.Anonymous] = Windows("20/min", "200/day"),
            [TierNames.Standard] = Windows("100/min", "10000/day"),
            [TierNames.Enhanced] = Windows("200/min", "20000/day"),
            [TierNames.Exempt] = new(StringComparer.OrdinalIgnoreCase),
        };

    /// <summary>Named limits that endpoints ask for instead of the tier's windows: policy, tier (or <see cref="AnyTier"/>), rate.</summary>
    /// <remarks>
    /// In configuration <c>Policies:thumbnail = 150/min</c> stands for all tiers. <c>off</c> lifts the limit. A tier without windows is
    /// exempt from policies too, unless the policy names it. A tier that the policy leaves out keeps its own windows.
    /// </remarks>
    public Dictionary<string, Dictionary<string, string>> Policies { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Policies that count and report but never refuse; <see cref="DefaultPolicy"/> names the tiers' windows.</summary>
    public HashSet<string> ShadowPolicies { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Which header fields tell callers about their limits.</summary>
    /// <value><see cref="LimitFields.All"/>.</value>
    public LimitFields Fields { get; set; }

    /// <summary>How many anonymous addresses are counted one by one; read once at start. Each takes about 125 bytes.</summary>
    /// <value>262144.</value>
    /// <remarks>Further addresses share coarser limits; nobody goes unlimited.</remarks>
    public int AnonymousPartitions { get; set; } = 262_144;

    /// <summary>How many leading bits of an IPv6 address make one caller.</summary>
    /// <value>64: what one subscriber gets at least.</value>
    public int IPv6PrefixLength { get; set; } = 64;

    /// <summary>How nodes that share counters agree; without shared counters it means nothing.</summary>
    /// <value><see cref="RateLimitCoordination.Leased"/>.</value>
    public RateLimitCoordination Coordination { get; set; }

    /// <summary>What becomes of requests while the shared counters do not answer.</summary>
    /// <value><see cref="CounterOutage.LimitLocally"/>.</value>
    public CounterOutage WhenUnavailable { get; set; }

    /// <summary>How long one question to the shared counters may take; 1 ms to 10 s.</summary>
    /// <value>50 ms.</value>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What could not be read from configuration; reported with the other mistakes.</summary>
    internal List<string> Unreadable { get; } = [];

    private static Dictionary<string, string> Windows(string burst, string sustained) =>
        new(StringComparer.OrdinalIgnoreCase) { ["burst"] = burst, ["sustained"] = sustained };
}
