using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Auth.RateLimiting;

/// <summary>Reads <see cref="RateLimitingOptions"/> from configuration.</summary>
/// <remarks>By hand: the generated binder cannot read a value that is either one text or one text for each tier, and it throws at the first mistake.</remarks>
internal sealed class RateLimitingConfiguration(IConfiguration configuration) : IConfigureOptions<RateLimitingOptions>
{
    public void Configure(RateLimitingOptions options)
    {
        var section = configuration.GetSection(RateLimitingOptions.Section);
        foreach (var tier in section.GetSection(nameof(options.Tiers)).GetChildren())
            ReadTier(tier, options);
        foreach (var policy in section.GetSection(nameof(options.Policies)).GetChildren())
            ReadPolicy(policy, options.Policies);
        ReadShadow(section.GetSection(nameof(options.ShadowPolicies)), options.ShadowPolicies);
        ReadName<LimitFields>(section, nameof(options.Fields), options, value => options.Fields = value);
        ReadNumber(section, nameof(options.AnonymousPartitions), options, n => options.AnonymousPartitions = n);
        ReadNumber(section, nameof(options.IPv6PrefixLength), options, n => options.IPv6PrefixLength = n);
        ReadName<RateLimitCoordination>(
            section,
            nameof(options.Coordination),
            options,
            value => options.Coordination = value
        );
        ReadName<CounterOutage>(
            section,
            nameof(options.WhenUnavailable),
            options,
            value => options.WhenUnavailable = value
        );
        ReadTime(section, nameof(options.StoreTimeout), options, value => options.StoreTimeout = value);
    }

    private static void ReadTier(IConfigurationSection tier, RateLimitingOptions options)
    {
        var windows = Entry(options.Tiers, tier.Key);
        if (RateText.IsOff(tier.Value))
            windows.Clear();
        else if (!string.IsNullOrEmpty(tier.Value))
            options.Unreadable.Add(
                $"{tier.Path} is '{tier.Value}': name its windows, such as {tier.Path}:burst, or write off."
            );

        foreach (var window in tier.GetChildren())
            windows[window.Key] = window.Value ?? "";
    }

    private static void ReadPolicy(
        IConfigurationSection policy,
        Dictionary<string, Dictionary<string, string>> policies
    )
    {
        var tiers = Entry(policies, policy.Key);
        if (policy.Value is { } forAll)
        {
            tiers.Clear();
            tiers[RateLimitingOptions.AnyTier] = forAll;
        }

        foreach (var tier in policy.GetChildren())
        {
            var isAny = string.Equals(tier.Key, RateLimitingOptions.DefaultPolicy, StringComparison.OrdinalIgnoreCase);
            tiers[isAny ? RateLimitingOptions.AnyTier : tier.Key] = tier.Value ?? "";
        }
    }

    private static void ReadShadow(IConfigurationSection section, HashSet<string> names)
    {
        const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var name in (section.Value ?? "").Split(',', Clean))
            names.Add(name);
        foreach (var child in section.GetChildren())
        {
            if (!string.IsNullOrWhiteSpace(child.Value))
                names.Add(child.Value.Trim());
        }
    }

    private static void ReadNumber(
        IConfigurationSection section,
        string key,
        RateLimitingOptions options,
        Action<int> set
    )
    {
        if (section[key] is not { } text)
            return;

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            set(number);
        else
            options.Unreadable.Add($"{section.Path}:{key} is '{text}': write a whole number.");
    }

    private static void ReadName<T>(
        IConfigurationSection section,
        string key,
        RateLimitingOptions options,
        Action<T> set
    )
        where T : struct, Enum
    {
        if (section[key] is not { } text)
            return;

        // A number would parse too, whatever it is.
        if (text.All(char.IsAsciiLetter) && Enum.TryParse<T>(text, ignoreCase: true, out var value))
            set(value);
        else
            options.Unreadable.Add(
                $"{section.Path}:{key} is '{text}': write {string.Join(" or ", Enum.GetNames<T>())}."
            );
    }

    private static void ReadTime(
        IConfigurationSection section,
        string key,
        RateLimitingOptions options,
        Action<TimeSpan> set
    )
    {
        if (section[key] is not { } text)
            return;

        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time))
            set(time);
        else
            options.Unreadable.Add($"{section.Path}:{key} is '{text}': write a duration such as 00:00:00.05.");
    }

    private static Dictionary<string, string> Entry(Dictionary<string, Dictionary<string, string>> entries, string key)
    {
        if (!entries.TryGetValue(key, out var entry))
            entries[key] = entry = new(StringComparer.OrdinalIgnoreCase);
        return entry;
    }
}
