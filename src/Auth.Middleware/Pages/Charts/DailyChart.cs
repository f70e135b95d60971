using System.Globalization;
using Auth.Pages.Text;

namespace Auth.Pages.Charts;

/// <summary>A bar for each day: what was served, and on top what limits refused. Drawn on the server; a table says the same.</summary>
internal static class DailyChart
{
    private const double Height = 100;
    private const double Slot = 10;
    private const double Gap = 2;

    /// <summary>Where lines are drawn across: at the top, in the middle and at the bottom.</summary>
    private static readonly int[] Levels = [0, 50, 100];

    /// <summary>Draws the days in order.</summary>
    /// <param name="id">The id of the figure; those of its parts start with it.</param>
    /// <param name="title">What is counted, for those who cannot see the bars.</param>
    /// <param name="days">The days; at least one.</param>
    public static Html Render(string id, string title, IReadOnlyList<ChartDay> days)
    {
        var top = Scale.Above(days.Max(day => day.Allowed + day.Refused));
        var width = Number(days.Count * Slot);
        var summary = Words.Fill(
            PageText.ChartSummary,
            title,
            Words.Number(days.Sum(day => day.Allowed)),
            Words.Number(days.Sum(day => day.Refused))
        );
        return Html.Of(
            $"""
            <figure class="chart" id="{id}">
            <ul class="legend"><li>{PageText.ChartAllowed}</li><li class="refused">{PageText.ChartRefused}</li></ul>
            <div class="chart-area">
            <div class="chart-y" aria-hidden="true"><span>{Words.Number(
                top
            )}</span><span>{Words.Number(
                top / 2
            )}</span><span>0</span></div>
            <svg viewBox="0 0 {width} 100" preserveAspectRatio="none" role="img" aria-label="{summary}">{Lines(
                width
            )}{Html.Join(days.Select((day, i) => Bar(day, i, top)))}</svg>
            <div class="chart-x" aria-hidden="true">{Labels(
                days
            )}</div>
            </div>
            {Table(
                title,
                days
            )}
            </figure>
            """
        );
    }

    private static Html Lines(string width) =>
        Html.Join(Levels.Select(y => Html.Of($"<line x1=\"0\" x2=\"{width}\" y1=\"{y}\" y2=\"{y}\"/>")));

    private static Html Bar(ChartDay day, int index, long top)
    {
        var (allowed, refused) = (Height * day.Allowed / top, Height * day.Refused / top);
        var left = Number((index * Slot) + (Gap / 2));
        var label = Words.Fill(
            PageText.ChartDay,
            Words.ShortDay(day.Day),
            Words.Number(day.Allowed),
            Words.Number(day.Refused)
        );
        return Html.Of(
            $"<g class=\"day\"><title>{label}</title>{Rect("hit", left, 0, Height)}{Rect("allowed", left, Height - allowed, allowed)}{Rect("refused", left, Height - allowed - refused, refused)}</g>"
        );
    }

    private static Html Rect(string look, string left, double top, double height) =>
        height <= 0
            ? Html.Empty
            : Html.Of(
                $"<rect class=\"{look}\" x=\"{left}\" y=\"{Number(top)}\" width=\"{Number(Slot - Gap)}\" height=\"{Number(height)}\"/>"
            );

    private static Html Labels(IReadOnlyList<ChartDay> days) =>
        Html.Join(
            ((int[])[0, days.Count / 2, days.Count - 1])
                .Distinct()
                .Select(i => Html.Of($"<span>{Words.ShortDay(days[i].Day)}</span>"))
        );

    private static Html Table(string title, IReadOnlyList<ChartDay> days)
    {
        var rows = days.Reverse()
            .Select(day =>
                Html.Of(
                    $"<tr><th scope=\"row\">{Words.ShortDay(day.Day)}</th><td class=\"num\">{Words.Number(day.Allowed)}</td><td class=\"num\">{Words.Number(day.Refused)}</td></tr>"
                )
            );
        return Html.Of(
            $"<details><summary>{PageText.ChartAsTable}</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table><thead><tr><th scope=\"col\">{PageText.ChartDayColumn}</th><th scope=\"col\" class=\"num\">{PageText.ChartAllowed}</th><th scope=\"col\" class=\"num\">{PageText.ChartRefused}</th></tr></thead><tbody>{Html.Join(rows)}</tbody></table></div></details>"
        );
    }

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>One day of a chart.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="Allowed">Requests served.</param>
/// <param name="Refused">Requests that limits refused.</param>
internal readonly record struct ChartDay(DateOnly Day, long Allowed, long Refused);
