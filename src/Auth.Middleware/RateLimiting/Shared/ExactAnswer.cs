using System.Runtime.InteropServices;
using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>What the store decided about one caller.</summary>
/// <param name="Grant">Its answer, which may be for several callers.</param>
/// <param name="IsAdmitted">Whether this one's units were taken.</param>
/// <param name="TakenAfter">Units taken in the same step for callers who came after this one: to it they are still free.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExactAnswer(CounterGrant Grant, bool IsAdmitted, int TakenAfter = 0)
{
    /// <summary>Nothing was decided, because the counters did not answer those who came before.</summary>
    public static ExactAnswer Unasked => default;

    public bool IsUnasked => Grant is null;
}
