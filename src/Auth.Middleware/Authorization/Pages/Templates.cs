using Auth.Pages;

namespace Auth.Authorization;

/// <summary>What several pages have in common.</summary>
internal static class Templates
{
    /// <summary>A name, with a link when there is a web page.</summary>
    public static Html Named(string name, string? website) =>
        website is null
            ? Html.Of($"<strong>{name}</strong>")
            : Html.Of($"<a href=\"{website}\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">{name}</a>");

    /// <summary>Scopes as a list of what they allow.</summary>
    public static Html Ticks(IReadOnlyList<ScopeInWords> scopes) =>
        scopes.Count == 0
            ? Html.Of($"<ul class=\"list ticks\"><li>Know who you are</li></ul>")
            : Html.Of($"<ul class=\"list ticks\">{Html.Join(scopes.Select(Tick))}</ul>");

    /// <summary>Scopes in a line.</summary>
    public static Html Line(IReadOnlyList<ScopeInWords> scopes) =>
        Html.Text(
            scopes.Count == 0 ? "Knows who you are" : string.Join(" · ", scopes.Select(scope => scope.Description))
        );

    /// <summary>A day, as everybody reads it.</summary>
    public static string Day(DateTimeOffset at) =>
        at.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A form of one button.</summary>
    public static Html Button(string action, Html fields, string look, string text, string? label = null)
    {
        var name = label is null ? Html.Empty : Html.Of($" aria-label=\"{label}\"");
        return Html.Of(
            $"<form method=\"post\" action=\"{action}\">{fields}<button type=\"submit\" class=\"{look}\"{name}>{text}</button></form>"
        );
    }

    /// <summary>Text to copy.</summary>
    public static Html Copy(string id, string label, string value) =>
        Html.Of(
            $"<div class=\"field\"><label for=\"{id}\">{label}</label><input class=\"mono\" type=\"text\" id=\"{id}\" readonly spellcheck=\"false\" autocomplete=\"off\" value=\"{value}\"></div>"
        );

    private static Html Tick(ScopeInWords scope) =>
        scope.Name == scope.Description
            ? Html.Of($"<li>{scope.Name}</li>")
            : Html.Of($"<li>{scope.Description} <span class=\"small\">({scope.Name})</span></li>");
}
