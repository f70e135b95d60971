using Auth.RateLimiting;
using Auth.Rig;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.OAuth;

/// <summary>How a test wants its host; unless told, registration is open and nothing but failed authentication is limited.</summary>
internal sealed class OAuthSetup
{
    /// <summary>The store it runs on.</summary>
    public StoreKind Store { get; set; }

    /// <summary>The host's environment.</summary>
    public string Environment { get; set; } = "Development";

    /// <summary>Changes the library's settings.</summary>
    public Action<ClientCredentialsAuthOptions> Auth { get; set; } = static _ => { };

    /// <summary>Changes the limits after they were lifted.</summary>
    public Action<RateLimitingOptions> Limits { get; set; } = static _ => { };

    /// <summary>Adds services before the library's own.</summary>
    public Action<IServiceCollection> Services { get; set; } = static _ => { };

    /// <summary>Adds to the library's builder at last, such as a store of the test's own.</summary>
    public Action<ClientCredentialsAuthBuilder> Builder { get; set; } = static _ => { };
}
