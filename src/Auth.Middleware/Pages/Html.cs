using System.Net;
using System.Text.Encodings.Web;

namespace Auth.Pages;

/// <summary>A piece of HTML. Text that is put into one is encoded, so that a name can never become markup.</summary>
/// <example><code>Html.Of($"&lt;h1&gt;{name}&lt;/h1&gt;")</code></example>
public readonly record struct Html
{
    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>No markup.</summary>
    public static Html Empty => default;

    /// <summary>Markup with holes: what stands in a hole is encoded, unless it is <see cref="Html"/> itself.</summary>
    /// <param name="template">The markup, as an interpolated string. Attribute values must stand in double quotes.</param>
    public static Html Of(HtmlTemplate template) => new(template.ToMarkup());

    /// <summary>Markup as it is. Never give it what a user wrote.</summary>
    /// <param name="markup">The markup.</param>
    public static Html Raw(string markup) => new(markup);

    /// <summary>Text, encoded.</summary>
    /// <param name="text">The text.</param>
    public static Html Text(string? text) => new(HtmlEncoder.Default.Encode(text ?? ""));

    /// <summary>Several pieces, one behind the other.</summary>
    /// <param name="pieces">The pieces.</param>
    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces));

    /// <summary>The markup.</summary>
    public override string ToString() => _markup ?? "";
}
