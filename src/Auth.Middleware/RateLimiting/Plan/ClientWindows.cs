using System.Collections.Immutable;

namespace Auth.RateLimiting;

/// <summary>What limits a client: its tier and its own limits. Belongs to a session; compiles them once for each plan.</summary>
internal sealed class ClientWindows(string tier, ImmutableDictionary<string, string> limits)
{
    private Compiled? _compiled;

    public string Tier { get; } = tier;

    /// <summary>The client's windows under <paramref name="plan"/>.</summary>
    public WindowSet For(RateLimitPlan plan)
    {
        var compiled = _compiled;
        if (compiled is null || !ReferenceEquals(compiled.Plan, plan))
            _compiled = compiled = new Compiled(plan, plan.ForTier(Tier, limits));
        return compiled.Windows;
    }

    private sealed record Compiled(RateLimitPlan Plan, WindowSet Windows);
}
