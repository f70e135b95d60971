using System.Buffers;

namespace Auth.Admin.Import;

/// <summary>Which ids are taken over: clients keep theirs, whoever made them.</summary>
internal static class ClientIdForm
{
    public const string Expected = "1 to 100 letters, digits and . _ ~ @ : + -";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~@:+-"
    );

    public static bool IsAcceptable(string id) =>
        id.Length is > 0 and <= 100 && !id.AsSpan().ContainsAnyExcept(Allowed);
}

/// <summary>Which redirect URIs are taken over: more than may be registered, for old clients have them, but nothing that a browser runs.</summary>
internal static class ImportedRedirectUri
{
    private const int MaxLength = 2_000;

    private static readonly string[] Dangerous = ["javascript", "data", "vbscript", "file", "blob", "about"];

    public static bool IsAcceptable(string text) =>
        text.Length is > 0 and <= MaxLength
        && text.All(c => c is > ' ' and <= '~' and not '\\' and not '#')
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && !Dangerous.Contains(uri.Scheme, StringComparer.OrdinalIgnoreCase);
}
