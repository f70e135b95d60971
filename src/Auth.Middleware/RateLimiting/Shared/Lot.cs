using System.Runtime.InteropServices;
using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>Units that this node has reserved and may spend for a while.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct Lot(int Units, long EndsAt, long Mark)
{
    /// <summary>What a grant reserved, counted from before it was asked for: never longer than the store meant.</summary>
    public static Lot From(CounterGrant grant, long askedAt) =>
        new(grant.Units, askedAt + (long)grant.Lifetime.TotalMilliseconds, grant.Mark);

    /// <summary>The units, to be given back.</summary>
    public readonly CounterReturn Rest => new(Units, Mark);
}
