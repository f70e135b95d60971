using Auth.Pages.Text;

namespace Auth.Pages.Shell;

/// <summary>Pieces that many pages are made of.</summary>
internal static class Parts
{
    /// <summary>The heading of a page.</summary>
    /// <param name="heading">The text.</param>
    /// <param name="lead">A sentence under it.</param>
    /// <param name="actions">What can be done, at the right.</param>
    /// <param name="crumb">The way back, above it.</param>
    public static Html Head(string heading, Html lead = default, Html actions = default, PageLink? crumb = null)
    {
        var back = crumb is null
            ? Html.Empty
            : Html.Of($"<p class=\"crumbs\"><a href=\"{crumb.Path}\">{crumb.Text}</a></p>");
        var under = lead.ToString().Length == 0 ? Html.Empty : Html.Of($"<p class=\"lead\">{lead}</p>");
        return Html.Of($"<div class=\"head\"><div>{back}<h1>{heading}</h1>{under}</div>{actions}</div>");
    }

    /// <summary>A surface with a heading.</summary>
    public static Html Card(string heading, Html content) =>
        Html.Of($"<section class=\"card\"><h2>{heading}</h2>{content}</section>");

    /// <summary>A short word about a state; <paramref name="tone"/> is <c>good</c>, <c>warn</c>, <c>bad</c>, <c>accent</c> or empty.</summary>
    public static Html Badge(string text, string tone = "") => Html.Of($"<span class=\"badge {tone}\">{text}</span>");

    /// <summary>Tabs over pages that belong together.</summary>
    public static Html Tabs(string label, IEnumerable<PageLink> links) =>
        Html.Of(
            $"<nav class=\"tabs\" aria-label=\"{label}\"><ul>{Html.Join(links.Select(link => link.ToItem()))}</ul></nav>"
        );

    /// <summary>A value to copy, in a field that can be selected without scripts.</summary>
    public static Html Copyable(string id, string label, string value) =>
        Html.Of(
            $"<div class=\"field\"><label for=\"{id}\">{label}</label><div class=\"copy\"><input class=\"mono\" type=\"text\" id=\"{id}\" readonly spellcheck=\"false\" autocomplete=\"off\" value=\"{value}\">{CopyButton(id, label)}</div></div>"
        );

    /// <summary>Lines of code to copy.</summary>
    public static Html Code(string id, string label, string code) =>
        Html.Of(
            $"<div class=\"code\"><pre tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><code id=\"{id}\">{code}</code></pre>{CopyButton(id, label)}</div>"
        );

    /// <summary>A form of one button.</summary>
    /// <param name="action">Where it is posted.</param>
    /// <param name="fields">Its hidden fields.</param>
    /// <param name="text">What the button says.</param>
    /// <param name="look">How it looks: <c>plain</c>, <c>danger</c>, <c>slim</c>, or empty.</param>
    /// <param name="label">What it is called, where its text alone does not say what it is about.</param>
    public static Html Button(string action, Html fields, string text, string look = "", string? label = null)
    {
        var name = label is null ? Html.Empty : Html.Of($" aria-label=\"{label}\"");
        return Html.Of(
            $"<form method=\"post\" action=\"{action}\">{fields}<button type=\"submit\" class=\"{look}\"{name}>{text}</button></form>"
        );
    }

    /// <summary>A table that can be scrolled sideways where it does not fit.</summary>
    /// <param name="label">What it shows.</param>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">The rows, each a <c>tr</c>.</param>
    public static Html Table(string label, IEnumerable<Column> columns, IEnumerable<Html> rows)
    {
        var heads = columns.Select(column => column.ToHtml());
        return Html.Of(
            $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table><thead><tr>{Html.Join(heads)}</tr></thead><tbody>{Html.Join(rows)}</tbody></table></div>"
        );
    }

    private static Html CopyButton(string id, string label) =>
        Html.Of(
            $"<button type=\"button\" class=\"plain slim\" data-copy=\"{id}\" data-done=\"{PageText.Copied}\" aria-label=\"{Words.Fill(PageText.CopyWhat, label)}\" hidden>{PageText.Copy}</button>"
        );
}
