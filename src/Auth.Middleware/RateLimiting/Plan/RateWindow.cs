namespace Auth.RateLimiting;

/// <summary>One window of a tier or policy, ready to count.</summary>
internal readonly struct RateWindow
{
    public RateWindow(string name, RateLimit rate)
    {
        Name = name;
        Text = rate.Text;
        Limit = rate.Units;
        PeriodSeconds = rate.PeriodSeconds;
        IsFixed = rate.IsFixed;
        StepMs = rate.PeriodSeconds * (rate.IsFixed ? 1_000L : 1_000L / SlidingWindow.SubWindows);
        ItemPrefix = $"\"{name}\";r=";
    }

    public string Name { get; }

    /// <summary>The rate as it was configured.</summary>
    public string Text { get; }

    public int Limit { get; }

    public int PeriodSeconds { get; }

    public bool IsFixed { get; }

    /// <summary>How long one sub-window lasts; a fixed window has only one.</summary>
    public long StepMs { get; }

    /// <summary>How the window's item in the <c>RateLimit</c> header starts.</summary>
    public string ItemPrefix { get; }

    /// <summary>Whether counts of this window still mean something in <paramref name="other"/>: its limit may differ.</summary>
    public bool CountsLike(in RateWindow other) =>
        StepMs == other.StepMs && IsFixed == other.IsFixed && string.Equals(Name, other.Name, StringComparison.Ordinal);
}
