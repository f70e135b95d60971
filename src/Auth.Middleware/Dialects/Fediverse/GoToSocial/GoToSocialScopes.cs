using System.Collections.Immutable;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>The scopes of the dialect: seven cover what stands below them, every other only itself.</summary>
internal static class GoToSocialScopes
{
    /// <summary>What is granted to who names none.</summary>
    public const string Default = "read";

    private static readonly string[] Parents =
    [
        "profile",
        "push",
        "read",
        "write",
        "admin",
        "admin:read",
        "admin:write",
    ];

    /// <summary>All that mean something.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. Parents,
        .. Below(
            "read",
            "accounts applications blocks bookmarks custom_emojis favourites filters follows lists mutes notifications search statuses"
        ),
        .. Below(
            "write",
            "accounts applications blocks bookmarks conversations favourites filters follows lists media mutes notifications reports statuses"
        ),
        .. Below("admin:read", "accounts reports domain_allows domain_blocks"),
        .. Below("admin:write", "accounts reports domain_allows domain_blocks"),
    ];

    /// <summary>Splits at single spaces: two in a row name an empty scope, which nothing covers.</summary>
    public static ImmutableArray<string> Split(string text) => [.. text.Split(' ')];

    /// <summary>Whether one of the scopes held covers the one wanted.</summary>
    public static bool Permit(ImmutableArray<string> held, string wanted)
    {
        foreach (var scope in held)
        {
            if (Permits(scope, wanted))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an application may be granted a scope.</summary>
    /// <remarks>Registration takes any text, so only scopes of the dialect are granted: otherwise everybody could have those of the host.</remarks>
    public static bool MayGrant(ImmutableArray<string> registered, string wanted) =>
        All.Contains(wanted, StringComparer.Ordinal) && Permit(registered, wanted);

    private static bool Permits(string scope, string wanted) =>
        string.Equals(scope, wanted, StringComparison.Ordinal)
        || (
            wanted.Length > scope.Length
            && wanted[scope.Length] == ':'
            && wanted.StartsWith(scope, StringComparison.Ordinal)
            && Parents.Contains(scope, StringComparer.Ordinal)
        );

    private static IEnumerable<string> Below(string parent, string names) =>
        names.Split(' ').Select(name => $"{parent}:{name}");
}
