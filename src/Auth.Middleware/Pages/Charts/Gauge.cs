using System.Globalization;
using Auth.Pages.Text;

namespace Auth.Pages.Charts;

/// <summary>A half circle that fills with use, the numbers under it.</summary>
internal static class Gauge
{
    /// <summary>From here on the gauge warns, in hundredths.</summary>
    private const int Warns = 75;

    private const string Arc = "M10 60 A50 50 0 0 1 110 60";

    /// <summary>Draws one.</summary>
    /// <param name="name">What is counted.</param>
    /// <param name="used">How much is used.</param>
    /// <param name="limit">How much there is; at least 1.</param>
    /// <param name="note">What stands under it.</param>
    public static Html Render(string name, long used, long limit, string note)
    {
        var share = Math.Clamp(100.0 * used / limit, 0, 100);
        var look =
            used >= limit ? "bad"
            : share >= Warns ? "warn"
            : "good";
        var filled =
            used <= 0
                ? Html.Empty
                : Html.Of(
                    $"<path class=\"used\" pathLength=\"100\" stroke-dasharray=\"{share.ToString("0.##", CultureInfo.InvariantCulture)} 100\" d=\"{Arc}\"/>"
                );
        return Html.Of(
            $"""
            <div class="gauge {look}"><svg viewBox="0 0 120 66" aria-hidden="true"><path d="{Arc}"/>{filled}</svg>
            <p class="value">{Words.Number(
                used
            )}</p><p class="small soft">{Words.Fill(
                PageText.GaugeOf,
                Words.Number(
                    limit
                )
            )}</p><h3>{name}</h3><p class="small soft">{note}</p></div>
            """
        );
    }
}
