namespace HostApp;

/// <summary>What the host runs on when nothing is configured: one process, one file, mail as files.</summary>
internal static class DefaultSettings
{
    public static IReadOnlyDictionary<string, string?> All { get; } =
        new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:5080",
            // Paths of verification links hold codes: the framework's request log stays off.
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
            ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
            ["Auth:Storage"] = "Sqlite",
            ["ConnectionStrings:Auth"] = "Data Source=auth.db",
            ["Auth:Mail:PickupDirectory"] = "mail",
            ["Auth:Portal:TryPath"] = "/v1/images/?page_size=1",
            ["Auth:AuthorizationCode:SignInScheme"] = SignIn.Scheme,
            ["Auth:RateLimiting:Policies:sign-in"] = "20/min",
            ["Auth:RateLimiting:Policies:operator-sign-in"] = "10/min",
            ["HostApp:DemoUser:Email"] = "demo@example.org",
            ["HostApp:DemoUser:Password"] = "password",
            ["HostApp:DemoUser:Username"] = "demo",
        };
}
