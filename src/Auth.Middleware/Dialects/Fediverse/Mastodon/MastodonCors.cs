using Auth.Pipeline;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>What scripts of other origins may do.</summary>
internal static class MastodonCors
{
    /// <summary>Everything below <c>/api</c>.</summary>
    public static CorsRule Api { get; } =
        new("POST, PUT, DELETE, GET, PATCH, OPTIONS")
        {
            Exposed =
                "Link, Mastodon-Async-Refresh, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id",
        };

    /// <summary>The token and revocation endpoints.</summary>
    public static CorsRule Post { get; } = new("POST") { Exposed = "" };

    /// <summary>User info.</summary>
    public static CorsRule GetAndPost { get; } = new("GET, POST") { Exposed = "" };

    /// <summary>Documents.</summary>
    public static CorsRule Get { get; } = new("GET") { Exposed = "" };
}
