using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>The scopes of the dialect. Registration and token requests compare names as they are; only resources know which covers which.</summary>
internal static class MastodonScopes
{
    /// <summary>What is granted to who names none.</summary>
    public const string Default = "read";

    private static readonly string[] Admin =
    [
        "accounts",
        "reports",
        "domain_allows",
        "domain_blocks",
        "ip_blocks",
        "email_domain_blocks",
        "canonical_email_blocks",
    ];

    /// <summary>All, in the order of the metadata.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "read",
        "profile",
        "write",
        .. Below(
            "write",
            "accounts blocks bookmarks collections conversations favourites filters follows lists media mutes notifications reports statuses"
        ),
        .. Below(
            "read",
            "accounts blocks bookmarks collections favourites filters follows lists mutes notifications search statuses"
        ),
        "follow",
        "push",
        "admin:read",
        .. Admin.Select(name => "admin:read:" + name),
        "admin:write",
        .. Admin.Select(name => "admin:write:" + name),
    ];

    private static readonly FrozenSet<string> Known = All.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Splits a parameter on any white space; each scope once, in order.</summary>
    public static ImmutableArray<string> Split(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether all are scopes of the dialect.</summary>
    public static bool AreKnown(ImmutableArray<string> scopes) => scopes.All(Known.Contains);

    /// <summary>What an application may ask for: what it registered, or, when it registered none, everything.</summary>
    public static ImmutableArray<string> AllowedTo(ImmutableArray<string> registered) =>
        registered.IsEmpty ? All : registered;

    /// <summary>What a request for a token or for a user's approval is granted.</summary>
    /// <param name="registered">The scopes of the application.</param>
    /// <param name="requested">The parameter; <see langword="null"/> asks for the default.</param>
    /// <remarks>Only scopes of the dialect: a token from here lives longer than those of the standard endpoint.</remarks>
    /// <returns><see langword="null"/> when a scope is not the application's or not the dialect's.</returns>
    public static ImmutableArray<string>? Grant(ImmutableArray<string> registered, string? requested)
    {
        var wanted = Split(string.IsNullOrWhiteSpace(requested) ? Default : requested);
        return AreKnown(wanted) && wanted.All(AllowedTo(registered).Contains) ? wanted : null;
    }

    private static IEnumerable<string> Below(string parent, string names) =>
        names.Split(' ').Select(name => $"{parent}:{name}");
}
