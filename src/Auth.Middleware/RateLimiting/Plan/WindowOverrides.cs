using System.Collections.Immutable;

namespace Auth.RateLimiting;

/// <summary>Lays a client's own limits over the windows of its tier.</summary>
internal static class WindowOverrides
{
    public static WindowSet Apply(WindowSet tier, ImmutableDictionary<string, string> limits)
    {
        var windows = new List<RateWindow>(tier.Count + limits.Count);
        foreach (ref readonly var window in tier.Windows)
        {
            var own = Find(limits, window.Name);
            if (RateText.IsOff(own))
                continue;
            windows.Add(RateLimit.TryParse(own, out var rate) ? new RateWindow(window.Name, rate) : window);
        }

        foreach (var (name, text) in limits)
        {
            if (!Has(tier, name) && WindowNames.IsValid(name) && RateLimit.TryParse(text, out var rate))
                windows.Add(new RateWindow(name, rate));
        }

        return new WindowSet(windows);
    }

    /// <summary>Says what is wrong with a limit that an operator wants to store; <see langword="null"/> when nothing is.</summary>
    public static string? Check(string name, string? text)
    {
        if (!WindowNames.IsValid(name))
            return $"'{name}' is not a window name: {WindowNames.Expected}.";
        if (!RateText.IsOff(text) && !RateLimit.TryParse(text, out _))
            return $"'{text}' is not {RateLimit.Expected}, nor off.";
        return null;
    }

    private static string? Find(ImmutableDictionary<string, string> limits, string name) =>
        limits.FirstOrDefault(l => SameName(l.Key, name)).Value;

    private static bool Has(WindowSet tier, string name)
    {
        foreach (ref readonly var window in tier.Windows)
        {
            if (SameName(window.Name, name))
                return true;
        }

        return false;
    }

    private static bool SameName(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
