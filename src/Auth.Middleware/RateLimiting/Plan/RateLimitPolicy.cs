using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Auth.RateLimiting;

/// <summary>A named set of limits, one for each tier.</summary>
internal sealed class RateLimitPolicy(string name, bool isShadow, FrozenDictionary<string, WindowSet> tiers)
{
    public string Name { get; } = name;

    /// <summary>Whether it counts and reports but never refuses.</summary>
    public bool IsShadow { get; } = isShadow;

    /// <summary>Separates the counters of policies in keyed hashes; the same for the same name after a reload.</summary>
    public ulong Salt { get; } =
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToLowerInvariant())));

    /// <summary>The limits of anonymous callers; <see langword="null"/> when the policy leaves them to their tier.</summary>
    public WindowSet? Anonymous { get; } = tiers.GetValueOrDefault(TierNames.Anonymous);

    /// <summary>The limits of a tier; <see langword="null"/> when the policy leaves it to its own windows.</summary>
    public WindowSet? For(string tier) => tiers.GetValueOrDefault(tier);

    /// <summary>The names of the tiers it says anything about, those with the least in a window first.</summary>
    public IEnumerable<string> Names =>
        tiers
            .OrderBy(tier => tier.Value.SmallestLimit)
            .ThenBy(tier => tier.Key, StringComparer.Ordinal)
            .Select(tier => tier.Key);

    /// <summary>The name of a tier as it was written in the configuration.</summary>
    public string? NameOf(string tier) =>
        tiers.Keys.FirstOrDefault(name => string.Equals(name, tier, StringComparison.OrdinalIgnoreCase));
}
