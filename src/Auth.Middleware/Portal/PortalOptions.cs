namespace Auth.Portal;

/// <summary>Settings of the developer portal.</summary>
public sealed class PortalOptions
{
    /// <summary>What the portal and its mails call the service.</summary>
    /// <value>The default is <c>Developer portal</c>.</value>
    public string ProductName { get; set; } = "Developer portal";

    /// <summary>The path and query that the page "Try it" calls with a token: an endpoint of the host that answers GET.</summary>
    /// <value>The default is <c>/oauth2/key</c>, which says what the key may do.</value>
    public string TryPath { get; set; } = "/oauth2/key";

    /// <summary>How long the mailed link works that signs a developer in; 1 minute to 1 day.</summary>
    /// <value>The default is 15 minutes.</value>
    public TimeSpan SignInLinkLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a developer who came by a mailed link stays signed in; 1 minute to 30 days.</summary>
    /// <value>The default is 12 hours.</value>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);
}
