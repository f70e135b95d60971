namespace HostApp;

/// <summary>What the host runs on when nothing is configured: one process, one file, mail as files.</summary>
internal static class DefaultSettings
{
    public static IReadOnlyDictionary<string, string?> All { get; } =
        new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:5080",
            ["Auth:Storage"] = "Sqlite",
            ["ConnectionStrings:Auth"] = "Data Source=auth.db",
            ["Auth:Mail:PickupDirectory"] = "mail",
        };
}
