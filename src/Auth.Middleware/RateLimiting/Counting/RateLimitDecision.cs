using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Auth.RateLimiting;

/// <summary>What was decided about one request; a value, so that deciding allocates nothing (up to four windows).</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RateLimitDecision
{
    private readonly RateLimitReading[]? _many;
    private FewReadings _few;

    public RateLimitDecision(RateLimitPolicy policy, WindowSet windows, LimitFields fields = LimitFields.All)
    {
        Policy = policy;
        Windows = windows;
        Fields = fields;
        IsAdmitted = true;
        _many = windows.Count > FewReadings.Length ? new RateLimitReading[windows.Count] : null;
    }

    /// <summary>The policy that decided.</summary>
    public RateLimitPolicy Policy { get; }

    /// <summary>The windows that decided, in the order of the readings; without any there is nothing to tell the caller.</summary>
    public WindowSet Windows { get; }

    /// <summary>What the caller is told. Without any field the readings of an admitted request are left out.</summary>
    public LimitFields Fields { get; }

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

    [InlineArray(Length)]
    private struct FewReadings
    {
        public const int Length = 4;

        private RateLimitReading _first;
    }
}
