using Auth.RateLimiting;

namespace Auth.Traffic;

/// <summary>How many requests this node has counted against limits since it started, by tier and policy. In memory, never a store call.</summary>
internal sealed class TrafficTally
{
    /// <summary>Tiers times policies that are told apart; removed tiers stay, so there must be an end.</summary>
    private const int Capacity = 256;

    private const string Other = "other";

    private readonly Lock _lock = new();
    private volatile TrafficCell[] _cells = [];

    /// <summary>Counts a request.</summary>
    public void Count(string tier, in RateLimitDecision decision)
    {
        // A handful of cells: looking through them is cheaper than hashing two names.
        var policy = decision.Policy.Name;
        foreach (var cell in _cells)
        {
            if (Is(cell, tier, policy))
            {
                cell.Count(decision.IsRefused);
                return;
            }
        }

        Add(tier, policy).Count(decision.IsRefused);
    }

    /// <summary>What was counted so far, by tier and policy.</summary>
    public IReadOnlyList<TrafficCount> Read() => [.. _cells.Select(cell => cell.Read())];

    private TrafficCell Add(string tier, string policy)
    {
        lock (_lock)
        {
            if (_cells.Length >= Capacity)
            {
                (tier, policy) = (Other, Other);
            }

            if (Array.Find(_cells, cell => Is(cell, tier, policy)) is { } known)
            {
                return known;
            }

            var added = new TrafficCell(tier, policy);
            _cells = [.. _cells, added];
            return added;
        }
    }

    private static bool Is(TrafficCell cell, string tier, string policy) =>
        string.Equals(cell.Policy, policy, StringComparison.Ordinal)
        && string.Equals(cell.Tier, tier, StringComparison.Ordinal);
}
