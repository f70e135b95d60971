namespace Auth.Dashboard;

/// <summary>The paths of the dashboard, below its prefix.</summary>
internal static class DashboardRoutes
{
    public const string Overview = "";
    public const string Clients = "/clients";
    public const string Client = Clients + "/{id}";
    public const string TierRequests = "/tier-requests";
    public const string Audit = "/audit";
    public const string AuditFile = Audit + "/file";
    public const string Outbox = "/outbox";

    /// <summary>The path of one client's page.</summary>
    public static string ClientPath(string id) => $"{Clients}/{Uri.EscapeDataString(id)}";

    /// <summary>The path of the audit log of one client.</summary>
    public static string AuditPath(string clientId) => $"{Audit}?client={Uri.EscapeDataString(clientId)}";
}
