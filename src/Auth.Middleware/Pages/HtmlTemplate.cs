using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Auth.Pages;

/// <summary>Builds <see cref="Html"/> from an interpolated string; the compiler uses it, hosts need not.</summary>
[InterpolatedStringHandler]
public ref struct HtmlTemplate
{
    private readonly StringBuilder _markup;

    /// <summary>Begins a template.</summary>
    /// <param name="literalLength">The length of the markup between the holes.</param>
    /// <param name="formattedCount">How many holes there are.</param>
    public HtmlTemplate(int literalLength, int formattedCount) =>
        _markup = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>Adds markup between holes, as it is.</summary>
    /// <param name="markup">The markup.</param>
    public readonly void AppendLiteral(string markup) => _markup.Append(markup);

    /// <summary>Adds text, encoded.</summary>
    /// <param name="text">The text.</param>
    public readonly void AppendFormatted(string? text) => _markup.Append(HtmlEncoder.Default.Encode(text ?? ""));

    /// <summary>Adds a number.</summary>
    /// <param name="number">The number.</param>
    public readonly void AppendFormatted(int number) => _markup.Append(number);

    /// <summary>Adds markup, as it is.</summary>
    /// <param name="html">The markup.</param>
    public readonly void AppendFormatted(Html html) => _markup.Append(html.ToString());

    /// <summary>What was built.</summary>
    internal readonly string ToMarkup() => _markup.ToString();
}
