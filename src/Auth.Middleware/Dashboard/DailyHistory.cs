using Auth.Admin;
using Auth.Pages.Charts;

namespace Auth.Dashboard;

/// <summary>The days of a chart, those without requests too.</summary>
internal static class DailyHistory
{
    public static IReadOnlyList<ChartDay> Fill(IReadOnlyList<DayView> recorded, DateTimeOffset now, int days)
    {
        var known = recorded.ToDictionary(day => day.Day);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return
        [
            .. Enumerable
                .Range(1 - days, days)
                .Select(today.AddDays)
                .Select(day =>
                    known.TryGetValue(day, out var counted)
                        ? new ChartDay(day, counted.Allowed, counted.Refused)
                        : new ChartDay(day, 0, 0)
                ),
        ];
    }
}
