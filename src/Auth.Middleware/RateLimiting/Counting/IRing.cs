namespace Auth.RateLimiting;

/// <summary>The counters of one window: a total, the current sub-window's number and the counts of the twenty closed before it.</summary>
/// <remarks>The current sub-window's count is what the total leaves: <c>Total - Sum()</c>.</remarks>
internal interface IRing
{
    /// <summary>The number of the current sub-window, counted from the epoch.</summary>
    long Tick { get; set; }

    /// <summary>All units in the window.</summary>
    int Total { get; set; }

    /// <summary>The units of a closed sub-window; sub-window <c>k</c> lies at <c>k % 20</c>.</summary>
    int this[int slot] { get; set; }

    /// <summary>The units of all closed sub-windows.</summary>
    int Sum();

    /// <summary>A bit for each closed sub-window that has units.</summary>
    uint UsedSlots();

    /// <summary>Forgets all units.</summary>
    void Clear();
}
