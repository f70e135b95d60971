using System.Globalization;
using System.Net;
using System.Text;

namespace Auth.Bench.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What it is called in the key.</param>
/// <param name="Points">The values, at equal distances from the left edge to the right one.</param>
/// <param name="IsDashed">Whether the line is dashed.</param>
/// <param name="Color">Which colour: lines of one subject share it.</param>
internal sealed record Line(string Name, IReadOnlyList<double> Points, int Color, bool IsDashed = false);

/// <summary>A chart of lines as SVG, readable on light and dark pages.</summary>
internal sealed class LineChart(string title, string xTitle, double xEnd, string yTitle, IReadOnlyList<Line> lines)
{
    private const int Width = 820;
    private const int Height = 380;
    private const int Left = 78;
    private const int Top = 48;
    private const int Bottom = 318;
    private const int Right = 500;
    private const int Steps = 5;

    // Told apart by people who see fewer colours, on white and on black (Okabe and Ito).
    private static readonly string[] Colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"];

    private readonly double _yEnd = RoundUp(lines.Max(line => line.Points.DefaultIfEmpty().Max()));

    /// <summary>Writes the chart.</summary>
    public async Task WriteAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, ToSvg());
    }

    private string ToSvg()
    {
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img" aria-label="{Escape(
                title
            )}" font-family="sans-serif" font-size="12">
            <rect width="{Width}" height="{Height}" fill="#ffffff"/>
            <text x="{Left}" y="26" font-size="15" font-weight="bold">{Escape(title)}</text>

            """
        );
        for (var step = 0; step <= Steps; step++)
        {
            Grid(svg, (double)step / Steps);
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <text x="{(Left + Right) / 2}" y="{Bottom + 40}" text-anchor="middle">{Escape(xTitle)}</text>
            <text transform="translate(16 {(Top + Bottom) / 2}) rotate(-90)" text-anchor="middle">{Escape(
                yTitle
            )}</text>

            """
        );
        for (var i = 0; i < lines.Count; i++)
        {
            Draw(svg, lines[i], Top + 8 + (i * 22));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private void Grid(StringBuilder svg, double share)
    {
        var (x, y) = (Left + (share * (Right - Left)), Bottom - (share * (Bottom - Top)));
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <line x1="{Left}" x2="{Right}" y1="{y:F1}" y2="{y:F1}" stroke="#d0d0d0"/>
            <text x="{Left - 8}" y="{y + 4:F1}" text-anchor="end">{share * _yEnd:N0}</text>
            <text x="{x:F1}" y="{Bottom + 18}" text-anchor="middle">{share * xEnd:0.#}</text>

            """
        );
    }

    private void Draw(StringBuilder svg, Line line, int keyAt)
    {
        var color = Colors[line.Color % Colors.Length];
        var dash = line.IsDashed ? " stroke-dasharray=\"6 4\"" : "";
        var points = line.Points.Select(
            (value, i) =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Left + ((Right - Left) * (double)i / Math.Max(1, line.Points.Count - 1)):F1},{Bottom - ((Bottom - Top) * value / _yEnd):F1}"
                )
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <polyline fill="none" stroke="{color}" stroke-width="2"{dash} points="{string.Join(' ', points)}"/>
            <line x1="{Right + 16}" x2="{Right
                + 44}" y1="{keyAt}" y2="{keyAt}" stroke="{color}" stroke-width="2"{dash}/>
            <text x="{Right + 50}" y="{keyAt + 4}">{Escape(line.Name)}</text>

            """
        );
    }

    private static double RoundUp(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        return unit * new[] { 1, 2, 2.5, 5, 10 }.First(factor => factor * unit >= value);
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
