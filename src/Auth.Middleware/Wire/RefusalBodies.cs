using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Auth.Wire;

/// <summary>The bodies of the latest 429s: all who were refused by the same windows and wait equally long share one, so that a flood costs no serialization.</summary>
/// <param name="describe">What a refusal's body says.</param>
/// <param name="type">How it is written.</param>
internal sealed class RefusalBodies<T>(Func<RateLimitRefusal, T> describe, JsonTypeInfo<T> type)
{
    private const int Places = 256;

    /// <summary>One that falls in the place of another takes it.</summary>
    private readonly Written?[] _written = new Written?[Places];

    /// <summary>The body of a refusal.</summary>
    public byte[] Of(RateLimitRefusal refusal)
    {
        var violated = RuntimeHelpers.GetHashCode(refusal.ViolatedPolicies);
        ref var place = ref _written[(uint)HashCode.Combine(violated, refusal.RetryAfter) % Places];
        var written = place;
        if (
            written is null
            || written.Refusal.RetryAfter != refusal.RetryAfter
            || !ReferenceEquals(written.Refusal.ViolatedPolicies, refusal.ViolatedPolicies)
        )
        {
            place = written = new Written(refusal, JsonSerializer.SerializeToUtf8Bytes(describe(refusal), type));
        }

        return written.Body;
    }

    private sealed record Written(RateLimitRefusal Refusal, byte[] Body);
}
