using System.Globalization;
using Spectre.Console;

namespace Auth.CommandLine.Output;

/// <summary>Tables and the texts in them, alike in all commands.</summary>
internal static class Cells
{
    private static readonly Style Faint = new(Color.Grey);

    /// <summary>An empty table.</summary>
    public static Table Table(params ReadOnlySpan<string> headings)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey);
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))));
        }

        return table;
    }

    /// <summary>A grid of names and values.</summary>
    public static Grid Facts()
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().NoWrap().PadRight(3));
        grid.AddColumn();
        return grid;
    }

    /// <summary>Adds a line; nothing when there is no value.</summary>
    public static void Add(this Grid grid, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            grid.AddRow(new Text(name, Faint), Of(value));
        }
    }

    /// <summary>A cell of text, whatever stands in it.</summary>
    public static Text Of(string? text) => new(PlainText.Of(text));

    /// <summary>A number with separators, to the right.</summary>
    public static Text Of(long number) =>
        new Text(number.ToString("N0", CultureInfo.InvariantCulture)).RightJustified();

    /// <summary>A faint cell.</summary>
    public static Text Aside(string? text) => new(PlainText.Of(text), Faint);

    /// <summary>A time to the minute, UTC.</summary>
    public static string When(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";
}
