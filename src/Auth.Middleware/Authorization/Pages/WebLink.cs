namespace Auth.Authorization;

/// <summary>Web pages that developers name: shown as links only when they are web pages.</summary>
internal static class WebLink
{
    /// <summary>The URL when it is absolute http or https, else <see langword="null"/>.</summary>
    public static string? Of(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text : null;
}
