namespace Auth.Dialects.Openverse;

/// <summary>Settings of the Openverse dialect, bound from <c>Auth:Openverse</c>.</summary>
public sealed class OpenverseOptions
{
    /// <summary>How long an access token lives.</summary>
    /// <value>The default is 10 hours, as the guides print it; the live service now uses 12 (43,200 s).</value>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(10);

    /// <summary>The scopes of a new client, separated by spaces; a token request that names none is granted all of them.</summary>
    /// <value>The default is <c>read write groups</c>; the live service now uses <c>read write</c>.</value>
    public string DefaultScopes { get; set; } = "read write groups";

    /// <summary>The product that verification mails name.</summary>
    /// <value>The default is <c>API</c>.</value>
    public string ProductName { get; set; } = "API";
}
