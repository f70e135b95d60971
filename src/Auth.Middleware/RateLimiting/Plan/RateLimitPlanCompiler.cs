using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Auth.RateLimiting;

/// <summary>Compiles options to a plan and collects everything that is wrong with them, each with its key and the fix.</summary>
internal sealed class RateLimitPlanCompiler(RateLimitingOptions options)
{
    private readonly List<string> _errors = [.. options.Unreadable];

    public static bool TryCompile(
        RateLimitingOptions options,
        [NotNullWhen(true)] out RateLimitPlan? plan,
        out ImmutableArray<string> errors
    )
    {
        var compiler = new RateLimitPlanCompiler(options);
        var compiled = compiler.Compile();
        errors = [.. compiler._errors];
        plan = errors.IsEmpty ? compiled : null;
        return plan is not null;
    }

    private RateLimitPlan Compile()
    {
        var tiers = options.Tiers.ToFrozenDictionary(t => t.Key, CompileTier, StringComparer.OrdinalIgnoreCase);
        var policies = options.Policies.ToFrozenDictionary(
            p => p.Key,
            p => CompilePolicy(p.Key, p.Value, tiers),
            StringComparer.OrdinalIgnoreCase
        );
        CheckRest();
        return new RateLimitPlan(
            new RateLimitPolicy(
                RateLimitingOptions.DefaultPolicy,
                options.ShadowPolicies.Contains(RateLimitingOptions.DefaultPolicy),
                tiers
            ),
            policies,
            options.IPv6PrefixLength,
            new SharingSettings(options.Coordination, options.WhenUnavailable, options.StoreTimeout),
            options.Fields
        );
    }

    private WindowSet CompileTier(KeyValuePair<string, Dictionary<string, string>> tier)
    {
        var path = Key(nameof(options.Tiers), tier.Key);
        CheckName(path, tier.Key);
        var windows = new List<RateWindow>();
        foreach (var (name, text) in tier.Value)
        {
            CheckName($"{path}:{name}", name);
            if (TryRead($"{path}:{name}", text, out var rate))
                windows.Add(new RateWindow(name, rate));
        }

        return new WindowSet(windows);
    }

    private RateLimitPolicy CompilePolicy(
        string name,
        Dictionary<string, string> texts,
        FrozenDictionary<string, WindowSet> tiers
    )
    {
        var path = Key(nameof(options.Policies), name);
        CheckName(path, name);
        if (Same(name, RateLimitingOptions.DefaultPolicy))
            _errors.Add(
                $"{path} cannot be defined: the default policy is made of the tiers' windows; edit {Key(nameof(options.Tiers))}."
            );
        if (texts.Count == 0)
            _errors.Add($"{path} has no rate: write {RateLimit.Expected}, or off.");

        var sets = new Dictionary<string, WindowSet>(StringComparer.OrdinalIgnoreCase);
        var forAny = default(WindowSet);
        foreach (var (tier, text) in texts)
        {
            var isAny = Same(tier, RateLimitingOptions.AnyTier) || Same(tier, RateLimitingOptions.DefaultPolicy);
            if (!isAny && !tiers.ContainsKey(tier))
                _errors.Add(
                    $"{path}:{tier} names no tier: use one of {string.Join(", ", tiers.Keys)}, or * for the others."
                );
            var windows = TryRead(isAny && texts.Count == 1 ? path : $"{path}:{tier}", text, out var rate)
                ? new WindowSet([new RateWindow(name, rate)])
                : WindowSet.Unlimited;
            if (isAny)
                forAny = windows;
            else
                sets[tier] = windows;
        }

        foreach (var (tier, windows) in tiers)
        {
            if (windows.Count == 0)
                sets.TryAdd(tier, WindowSet.Unlimited);
            else if (forAny is not null)
                sets.TryAdd(tier, forAny);
        }

        return new RateLimitPolicy(
            name,
            options.ShadowPolicies.Contains(name),
            sets.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase)
        );
    }

    private void CheckRest()
    {
        foreach (var name in options.ShadowPolicies)
        {
            if (!Same(name, RateLimitingOptions.DefaultPolicy) && !options.Policies.ContainsKey(name))
                _errors.Add(
                    $"{Key(nameof(options.ShadowPolicies))} names '{name}', which is no policy: define it or remove the name."
                );
        }

        foreach (var tier in (string[])[TierNames.Anonymous, TierNames.Standard])
        {
            if (!options.Tiers.ContainsKey(tier))
                _errors.Add(
                    $"{Key(nameof(options.Tiers), tier)} is missing: define it, or write off to lift its limits."
                );
        }

        if (options.AnonymousPartitions is < 64 or > 16_777_216)
            _errors.Add(
                $"{Key(nameof(options.AnonymousPartitions))} is {options.AnonymousPartitions}: write 64 to 16777216."
            );
        if (options.IPv6PrefixLength is < 32 or > 128)
            _errors.Add($"{Key(nameof(options.IPv6PrefixLength))} is {options.IPv6PrefixLength}: write 32 to 128.");
        if (options.StoreTimeout < TimeSpan.FromMilliseconds(1) || options.StoreTimeout > TimeSpan.FromSeconds(10))
            _errors.Add(
                $"{Key(nameof(options.StoreTimeout))} is {options.StoreTimeout}: write 00:00:00.001 to 00:00:10."
            );
    }

    private bool TryRead(string key, string? text, out RateLimit rate)
    {
        rate = default;
        if (RateText.IsOff(text))
            return false;
        if (RateLimit.TryParse(text, out rate))
            return true;

        _errors.Add($"{key} is '{text}': write {RateLimit.Expected}, or off.");
        return false;
    }

    private void CheckName(string key, string name)
    {
        if (!WindowNames.IsValid(name))
            _errors.Add($"{key}: '{name}' is not a name; {WindowNames.Expected}.");
    }

    private static string Key(params ReadOnlySpan<string> parts) =>
        $"{RateLimitingOptions.Section}:{string.Join(':', parts)}";

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
