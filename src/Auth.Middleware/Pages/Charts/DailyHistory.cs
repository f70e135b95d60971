namespace Auth.Pages.Charts;

/// <summary>The days of a chart, those without requests too.</summary>
internal static class DailyHistory
{
    /// <summary>The last days up to today, in order.</summary>
    /// <param name="recorded">The days that are known.</param>
    /// <param name="now">The time.</param>
    /// <param name="days">How many days to show.</param>
    public static IReadOnlyList<ChartDay> Fill(IEnumerable<ChartDay> recorded, DateTimeOffset now, int days)
    {
        var known = recorded.ToDictionary(day => day.Day);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return
        [
            .. Enumerable
                .Range(1 - days, days)
                .Select(today.AddDays)
                .Select(day => known.TryGetValue(day, out var counted) ? counted : new ChartDay(day, 0, 0)),
        ];
    }
}
