using System.Globalization;
using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>The windows that decide together about one request; immutable and shared by all partitions they apply to.</summary>
internal sealed class WindowSet
{
    private const int ManyWindows = 4;

    private readonly RateWindow[] _windows;
    private WindowSet? _shared;
    private WindowSet? _overflow;
    private IReadOnlyList<CounterWindow>? _counted;
    private Share? _share;
    private readonly IReadOnlyList<string>?[] _names;

    public WindowSet(IEnumerable<RateWindow> windows)
    {
        _windows = [.. windows.OrderBy(w => w.PeriodSeconds).ThenBy(w => w.Name, StringComparer.Ordinal)];
        IsNarrow =
            _windows.Length <= RateLimitCounters.NarrowWindows && _windows.All(w => w.Limit <= NarrowRing.MaxTotal);
        LongestPeriodSeconds = _windows.Select(w => w.PeriodSeconds).DefaultIfEmpty().Max();
        SmallestLimit = _windows.Select(w => w.Limit).DefaultIfEmpty(int.MaxValue).Min();
        _names = new IReadOnlyList<string>?[1 << Math.Min(_windows.Length, ManyWindows)];
        PolicyHeader = string.Join(
            ',',
            _windows.Select(w =>
                string.Create(CultureInfo.InvariantCulture, $"\"{w.Name}\";q={w.Limit};w={w.PeriodSeconds}")
            )
        );
    }

    /// <summary>No windows: everything is admitted.</summary>
    public static WindowSet Unlimited { get; } = new([]);

    /// <summary>Shortest period first.</summary>
    public ReadOnlySpan<RateWindow> Windows => _windows;

    public int Count => _windows.Length;

    /// <summary>Whether the compact counters suffice.</summary>
    public bool IsNarrow { get; }

    public int LongestPeriodSeconds { get; }

    /// <summary>The highest cost that can ever be admitted.</summary>
    public int SmallestLimit { get; }

    /// <summary>The value of the <c>RateLimit-Policy</c> header; empty without windows.</summary>
    public string PolicyHeader { get; }

    /// <summary>The limits of a neighbourhood of addresses that must share one partition.</summary>
    public WindowSet ForNeighbourhood => _shared ??= Times(8);

    /// <summary>The limits of all addresses for which no partition is left.</summary>
    public WindowSet ForOverflow => _overflow ??= Times(32);

    /// <summary>The windows as shared counters know them.</summary>
    public IReadOnlyList<CounterWindow> Shared =>
        _counted ??= [
            .. _windows.Select(w => new CounterWindow(
                string.Create(CultureInfo.InvariantCulture, $"{w.Name} {w.StepMs}"),
                w.Limit,
                w.StepMs,
                w.IsFixed ? 1 : SlidingWindow.SubWindows + 1
            )),
        ];

    /// <summary>What one of several nodes may admit alone: at least one unit.</summary>
    public WindowSet ShareOf(int nodes)
    {
        var share = _share;
        if (share is null || share.Nodes != nodes)
        {
            _share = share = new Share(nodes, With(limit => Math.Max(1, limit / nodes)));
        }

        return share.Windows;
    }

    /// <summary>The names of the windows without room for some units, in their order; the same list each time while there are few windows.</summary>
    public IReadOnlyList<string> NamesWithout(int units, in RateLimitDecision decision)
    {
        if (_windows.Length > ManyWindows)
            return MakeNames(units, in decision);

        var chosen = 0;
        for (var i = 0; i < _windows.Length; i++)
            chosen |= decision[i].Remaining < units ? 1 << i : 0;
        return _names[chosen] ??= MakeNames(units, in decision);
    }

    /// <summary>Whether counts made for this set can go on being used as they lie.</summary>
    public bool CountsLike(WindowSet other)
    {
        var count = _windows.Length;
        if (count != other._windows.Length)
            return false;

        for (var i = 0; i < count; i++)
        {
            if (!_windows[i].CountsLike(in other._windows[i]))
                return false;
        }

        return true;
    }

    /// <summary>Whether it decides as the other does.</summary>
    public bool IsSameAs(WindowSet other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (!CountsLike(other))
            return false;

        for (var i = 0; i < _windows.Length; i++)
        {
            if (_windows[i].Limit != other._windows[i].Limit)
                return false;
        }

        return true;
    }

    /// <summary>The position of the window whose counts can be used for <paramref name="window"/>; -1 when there is none.</summary>
    public int IndexOf(in RateWindow window)
    {
        for (var i = 0; i < _windows.Length; i++)
        {
            if (_windows[i].CountsLike(in window))
                return i;
        }

        return -1;
    }

    private List<string> MakeNames(int units, in RateLimitDecision decision)
    {
        var names = new List<string>();
        for (var i = 0; i < _windows.Length; i++)
        {
            if (decision[i].Remaining < units)
                names.Add(_windows[i].Name);
        }

        return names;
    }

    private WindowSet Times(int factor) => With(limit => Math.Min(limit * factor, RateLimit.MaxUnits));

    private WindowSet With(Func<long, long> limit) =>
        new(
            _windows.Select(w => new RateWindow(
                w.Name,
                new RateLimit((int)limit(w.Limit), w.PeriodSeconds, w.IsFixed, w.Text)
            ))
        );

    private sealed record Share(int Nodes, WindowSet Windows);
}
