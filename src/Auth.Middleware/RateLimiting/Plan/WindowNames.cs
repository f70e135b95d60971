using System.Buffers;

namespace Auth.RateLimiting;

/// <summary>Names of windows, policies and tiers: they become RFC 9651 strings and suffixes of header names.</summary>
internal static class WindowNames
{
    public const string Expected = "use 1 to 64 of A-Z, a-z, 0-9, _ and -";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    );

    public static bool IsValid(string name) =>
        name.Length is >= 1 and <= 64 && !name.AsSpan().ContainsAnyExcept(Allowed);
}
