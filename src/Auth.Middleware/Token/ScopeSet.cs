using System.Buffers;
using System.Collections.Immutable;

namespace Auth.Token;

/// <summary>Parses and narrows scopes (RFC 6749 section 3.3): case-sensitive, order kept, no duplicates.</summary>
internal static class ScopeSet
{
    private const int MaxLength = 1_000;

    /// <summary>NQCHAR: %x21 / %x23-5B / %x5D-7E, and the space between.</summary>
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        string.Concat(Enumerable.Range(0x20, 0x5F).Select(c => (char)c).Where(c => c is not '"' and not '\\'))
    );

    /// <summary>Splits a scope parameter.</summary>
    /// <returns><see langword="null"/> when it is too long or has characters that no scope has.</returns>
    public static ImmutableArray<string>? Parse(string text) =>
        text.Length > MaxLength || text.AsSpan().ContainsAnyExcept(Allowed)
            ? null
            : [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether a text is the name of one scope.</summary>
    public static bool IsScope(string text) =>
        Parse(text) is [var only] && string.Equals(only, text, StringComparison.Ordinal);

    /// <summary>Whether every requested scope is among the registered ones.</summary>
    public static bool Covers(ImmutableArray<string> registered, ImmutableArray<string> requested) =>
        requested.All(scope => registered.Contains(scope, StringComparer.Ordinal));
}
