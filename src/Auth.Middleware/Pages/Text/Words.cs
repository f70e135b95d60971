using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Auth.Pages.Text;

/// <summary>Puts values into the texts of <see cref="PageText"/>, and words numbers and times. All in the language of the text, not of the server.</summary>
internal static class Words
{
    private static readonly ConcurrentDictionary<string, CultureInfo> Cultures = new(StringComparer.Ordinal);

    /// <summary>The culture of the text that is shown, not of the server.</summary>
    private static CultureInfo Culture => Cultures.GetOrAdd(PageText.Language, CultureOf);

    /// <summary>Fills the holes <c>{0}</c>, <c>{1}</c> of a text with text.</summary>
    public static string Fill(string text, params object[] values) => string.Format(Culture, text, values);

    /// <summary>Fills the holes of a text with markup; the text itself is encoded.</summary>
    public static Html Mark(string text, params Html[] pieces)
    {
        var markup = new StringBuilder(Html.Text(text).ToString());
        for (var i = 0; i < pieces.Length; i++)
        {
            markup.Replace($"{{{i}}}", pieces[i].ToString());
        }

        return Html.Raw(markup.ToString());
    }

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long number) => number.ToString("N0", Culture);

    /// <summary>A day, such as <c>4 March 2027</c>.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString(PageText.DayFormat, Culture);

    /// <summary>A day in a chart, such as <c>4 Mar</c>.</summary>
    public static string ShortDay(DateOnly day) => day.ToString(PageText.ShortDayFormat, Culture);

    /// <summary>A moment in UTC, as a <c>time</c> element.</summary>
    public static Html Moment(DateTimeOffset at) =>
        Html.Of(
            $"<time datetime=\"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", Culture)}\">{at.UtcDateTime.ToString(PageText.MomentFormat, Culture)}</time>"
        );

    /// <summary>A stretch of time in its largest whole unit, such as <c>2 hours</c>.</summary>
    public static string Span(TimeSpan span) =>
        span.TotalDays >= 2 ? Fill(PageText.Days, (int)span.TotalDays)
        : span.TotalHours >= 2 ? Fill(PageText.Hours, (int)span.TotalHours)
        : span.TotalMinutes >= 2 ? Fill(PageText.Minutes, (int)span.TotalMinutes)
        : Fill(PageText.Seconds, Math.Max(0, (int)Math.Ceiling(span.TotalSeconds)));

    /// <summary>Without the globalization data of ICU there is only one culture.</summary>
    private static CultureInfo CultureOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
