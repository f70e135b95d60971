namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>Says scopes in words: one line for each thing, with what may be done to it.</summary>
internal static class MastodonPermissions
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["all"] = "Everything",
        ["profile"] = "Read-only access to your profile information",
        ["accounts"] = "Accounts",
        ["blocks"] = "Blocks",
        ["bookmarks"] = "Bookmarks",
        ["collections"] = "Collections",
        ["conversations"] = "Conversations",
        ["favourites"] = "Favorites",
        ["filters"] = "Filters",
        ["follows"] = "Follows, Mutes and Blocks",
        ["follow"] = "Follows, Mutes and Blocks",
        ["lists"] = "Lists",
        ["media"] = "Media attachments",
        ["mutes"] = "Mutes",
        ["notifications"] = "Notifications",
        ["push"] = "Push notifications",
        ["reports"] = "Reports",
        ["search"] = "Search",
        ["statuses"] = "Posts",
        ["admin/all"] = "All administrative functions",
        ["admin/accounts"] = "Administration of accounts",
        ["admin/reports"] = "Administration of reports",
        ["admin/domain_allows"] = "Administration of allowed domains",
        ["admin/domain_blocks"] = "Administration of blocked domains",
        ["admin/ip_blocks"] = "Administration of blocked addresses",
        ["admin/email_domain_blocks"] = "Administration of blocked e-mail domains",
        ["admin/canonical_email_blocks"] = "Administration of blocked e-mail addresses",
    };

    /// <summary>The lines, in the order in which their scopes first stand.</summary>
    public static IReadOnlyList<MastodonPermission> Of(IEnumerable<string> scopes) =>
        [
            .. scopes
                .Select(Parse)
                .GroupBy(part => part.Key, StringComparer.Ordinal)
                .Select(group => new MastodonPermission(
                    Titles.GetValueOrDefault(group.Key, group.Key),
                    Access(group.Any(part => part.Reads), group.Any(part => part.Writes))
                )),
        ];

    private static (string Key, bool Reads, bool Writes) Parse(string scope)
    {
        var isAdmin = scope.StartsWith("admin:", StringComparison.Ordinal);
        var parts = (isAdmin ? scope["admin:".Length..] : scope).Split(':', 2);
        var prefix = isAdmin ? "admin/" : "";
        return parts switch
        {
            ["read"] => (prefix + "all", true, false),
            ["write"] => (prefix + "all", false, true),
            ["read", var thing] => (prefix + thing, true, false),
            ["write", var thing] => (prefix + thing, false, true),
            ["profile"] => ("profile", true, false),
            _ => (scope, true, true),
        };
    }

    private static string Access(bool reads, bool writes) =>
        reads && writes ? "Read and write access"
        : reads ? "Read-only access"
        : "Write-only access";
}

/// <summary>One line of the consent page.</summary>
/// <param name="Title">The thing.</param>
/// <param name="Access">What may be done to it.</param>
internal sealed record MastodonPermission(string Title, string Access);
