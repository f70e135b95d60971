using Auth.Dialects.Openverse;
using Auth.Mail;
using Auth.RateLimiting;
using Microsoft.AspNetCore.Builder;

namespace Auth.Rig;

/// <summary>How a test wants its host; everything left alone is as shipped.</summary>
internal sealed class OpenverseSetup
{
    /// <summary>Changes the library's settings.</summary>
    public Action<ClientCredentialsAuthOptions> Auth { get; set; } = static _ => { };

    /// <summary>Changes the dialect's settings.</summary>
    public Action<OpenverseOptions> Openverse { get; set; } = static _ => { };

    /// <summary>Changes the limits.</summary>
    public Action<RateLimitingOptions> Limits { get; set; } = static _ => { };

    /// <summary>Adds to the library's builder at last, such as a store of the test's own.</summary>
    public Action<ClientCredentialsAuthBuilder> Builder { get; set; } = static _ => { };

    /// <summary>Maps more endpoints.</summary>
    public Action<WebApplication> Map { get; set; } = static _ => { };

    /// <summary>Whether the sender of the library takes the place of the recording one.</summary>
    public bool RealSender { get; set; }

    /// <summary>Whether it listens on a loopback port rather than in memory.</summary>
    public bool Kestrel { get; set; }

    /// <summary>Whether mail leaves and rows are removed in the background; if not, the test says when.</summary>
    public bool Workers { get; set; }

    /// <summary>Lifts the limits on registering, on tokens and on links, for tests that are about something else.</summary>
    public void LiftLimits() =>
        Limits += options =>
        {
            foreach (var policy in (string[])["register", "token", "verify", "key-info", "tier-request"])
            {
                options.Policies[policy] = new(StringComparer.OrdinalIgnoreCase) { ["*"] = "off" };
            }
        };
}
