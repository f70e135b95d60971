namespace Auth.Resources;

/// <summary>The identifier of a resource (RFC 8707 section 2), in the one form in which it is stored and compared.</summary>
internal static class ResourceIdentifier
{
    private const int MaxLength = 500;

    /// <summary>Brings an identifier into its form: normalised (RFC 3986 section 6.2), without a slash at its end.</summary>
    /// <returns><see langword="null"/> when it is not an absolute URI, has a fragment or user information, or is too long.</returns>
    public static string? Normalize(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && !text.Contains('#', StringComparison.Ordinal)
        && !text.AsSpan().ContainsAnyExceptInRange('!', '~')
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && text.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase)
        && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri.TrimEnd('/')
            : null;
}
