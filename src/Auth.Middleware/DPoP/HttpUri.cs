namespace Auth.DPoP;

/// <summary>Compares <c>htu</c> with the URL of a request (RFC 9449 section 4.3): query and fragment do not count.</summary>
internal static class HttpUri
{
    private const int MaxLength = 2_048;

    /// <summary>Whether both name one resource after normalisation (RFC 3986 sections 6.2.2 and 6.2.3).</summary>
    public static bool AreEqual(string? claimed, string actual) =>
        Normalize(claimed) is { } left && Normalize(actual) is { } right && left == right;

    private static string? Normalize(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : null;
}
