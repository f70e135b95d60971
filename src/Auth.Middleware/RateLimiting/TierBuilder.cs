using Microsoft.Extensions.Options;

namespace Auth.RateLimiting;

/// <summary>Sets the windows of a tier in code.</summary>
public sealed class TierBuilder
{
    private readonly List<(string Window, string Rate)> _windows = [];

    /// <summary>Adds a window or replaces the one of the same name.</summary>
    /// <param name="window">The window's name, such as <c>burst</c>.</param>
    /// <param name="rate">The rate, such as <c>100/min</c>, or <c>off</c>.</param>
    /// <exception cref="FormatException"><paramref name="rate"/> is not a rate.</exception>
    public TierBuilder Limit(string window, string rate)
    {
        if (!RateText.IsOff(rate))
        {
            RateLimit.Parse(rate);
        }

        _windows.Add((window, rate));
        return this;
    }

    internal void Apply(IDictionary<string, string> windows)
    {
        foreach (var (window, rate) in _windows)
        {
            windows[window] = rate;
        }
    }
}

/// <summary>Lays a tier defined in code under what configuration says.</summary>
internal sealed class TierDefaults(string name, TierBuilder tier) : IConfigureOptions<RateLimitingOptions>
{
    public void Configure(RateLimitingOptions options)
    {
        if (!options.Tiers.TryGetValue(name, out var windows))
        {
            options.Tiers[name] = windows = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        }

        tier.Apply(windows);
    }
}
