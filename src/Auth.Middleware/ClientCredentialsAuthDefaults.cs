namespace Auth;

/// <summary>Names that a host may need to repeat.</summary>
public static class ClientCredentialsAuthDefaults
{
    /// <summary>The authentication scheme: <c>ClientCredentials</c>.</summary>
    public const string AuthenticationScheme = "ClientCredentials";

    /// <summary>The configuration section that the options are bound from: <c>Auth</c>.</summary>
    public const string ConfigurationSection = "Auth";

    /// <summary>The name of the meter and of the activity source: <c>Auth.Middleware</c>.</summary>
    public const string TelemetryName = "Auth.Middleware";

    /// <summary>The largest body, in bytes, that endpoints of the library read, unless their own fields need more: 16 KiB.</summary>
    public const int MaxBodySize = 16 * 1024;
}
