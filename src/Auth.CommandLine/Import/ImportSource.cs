namespace Auth.CommandLine.Import;

/// <summary>Where a file comes from: which of its columns mean what, and what its rows have in common.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Columns">The field of the operator API for each heading; compared without case.</param>
/// <param name="UniqueNames">Whether no two clients there have one name.</param>
/// <param name="Scopes">What its clients may ask for where rows do not say; <see langword="null"/> for all that the host has.</param>
internal sealed record ImportSource(
    string Name,
    IReadOnlyDictionary<string, string> Columns,
    bool UniqueNames = false,
    string? Scopes = null
)
{
    /// <summary>All that are known; the first is the tool's own.</summary>
    public static IReadOnlyList<ImportSource> All { get; } =
    [
        new("auth", Map()),
        new(
            "openverse",
            Map(
                ("client_secret", ImportFields.Secret),
                ("rate_limit_model", "tier"),
                ("revoked", "disabled"),
                ("created", "created_at")
            ),
            UniqueNames: true,
            Scopes: "read write groups"
        ),
        Doorkeeper("doorkeeper"),
        Doorkeeper("mastodon"),
        new("gotosocial", Map(("client_secret", ImportFields.Secret), ("redirect_uri", "redirect_uris"))),
        new("dadi", Map(("clientId", "client_id"), ("accessType", "access_type"))),
    ];

    private static ImportSource Doorkeeper(string name) =>
        new(name, Map(("uid", "client_id"), ("redirect_uri", "redirect_uris")));

    private static Dictionary<string, string> Map(params ReadOnlySpan<(string Heading, string Field)> others)
    {
        var map = ImportFields.All.ToDictionary(field => field, field => field, StringComparer.OrdinalIgnoreCase);
        map["scopes"] = ImportFields.Scopes;
        foreach (var (heading, field) in others)
        {
            map[heading] = field;
        }

        return map;
    }
}
