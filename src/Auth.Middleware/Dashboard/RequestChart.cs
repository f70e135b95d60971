using Auth.Admin;
using Auth.Pages;
using Auth.Pages.Charts;
using Auth.Pages.Text;

namespace Auth.Dashboard;

/// <summary>The requests of the last 30 days, of one client or of all.</summary>
internal static class RequestChart
{
    private const int Days = 30;

    public static Html Render(string id, IEnumerable<DayView> recorded, DateTimeOffset now) =>
        DailyChart.Render(
            id,
            PageText.DashRequests30,
            DailyHistory.Fill(recorded.Select(day => new ChartDay(day.Day, day.Allowed, day.Refused)), now, Days)
        );
}
