using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Auth.RateLimiting;

/// <summary>What was decided about one request; a value, so that deciding allocates nothing (up to four windows).</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RateLimitDecision
{
    private RateLimitReading[]? _many;
    private FewReadings _few;

    /// <summary>The policy that decided.</summary>
    public RateLimitPolicy Policy { get; private set; }

    /// <summary>The windows that decided, in the order of the readings; without any there is nothing to tell the caller.</summary>
    public WindowSet Windows { get; private set; }

    /// <summary>What the caller is told. Without any field the readings of an admitted request are left out.</summary>
    public LimitFields Fields { get; private set; }

    /// <summary>Whether the windows had room. If not, nothing was taken from any of them.</summary>
    public bool IsAdmitted { get; internal set; }

    /// <summary>Whether to answer 429. A shadow policy never asks for it.</summary>
    public readonly bool IsRefused => !IsAdmitted && !Policy.IsShadow;

    /// <summary>Seconds after which the same caller, retrying alone, is admitted; zero when admitted.</summary>
    public int RetryAfterSeconds { get; internal set; }

    /// <summary>Where the window at <paramref name="index"/> stands.</summary>
    public RateLimitReading this[int index]
    {
        readonly get => _many is null ? _few[index] : _many[index];
        internal set
        {
            if (_many is null)
                _few[index] = value;
            else
                _many[index] = value;
        }
    }

    /// <summary>A decision to be made, where its owner wants it: it is too long to be handed on by value.</summary>
    public static void Begin(
        RateLimitPolicy policy,
        WindowSet windows,
        LimitFields fields,
        out RateLimitDecision decision
    )
    {
        decision = default;
        decision.Policy = policy;
        decision.Windows = windows;
        decision.Fields = fields;
        decision.IsAdmitted = true;
        if (windows.Count > FewReadings.Length)
        {
            decision._many = new RateLimitReading[windows.Count];
        }
    }

    /// <summary>Has one of several nodes decide alone, under its share of the limits.</summary>
    public void ShareAmong(int nodes)
    {
        if (nodes > 1)
        {
            Windows = Windows.ShareOf(nodes);
        }
    }

    [InlineArray(Length)]
    private struct FewReadings
    {
        public const int Length = 4;

        private RateLimitReading _first;
    }
}
