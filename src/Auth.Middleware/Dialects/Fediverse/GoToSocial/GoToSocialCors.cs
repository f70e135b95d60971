using Auth.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>What scripts of other origins may do: the same everywhere but on pages.</summary>
internal static class GoToSocialCors
{
    public static CorsRule Any { get; } =
        new("POST,PUT,DELETE,GET,PATCH,OPTIONS")
        {
            AllowedHeaders =
                "Origin,Content-Length,Content-Type,Authorization,Idempotency-Key,Upgrade,Sec-Websocket-Extensions,Sec-Websocket-Key,Sec-Websocket-Protocol,Sec-Websocket-Version,Connection",
            Exposed =
                "Link,X-Ratelimit-Reset,X-Ratelimit-Limit,X-Ratelimit-Remaining,X-Request-Id,Connection,Sec-Websocket-Accept,Upgrade",
            MaxAge = "120",
            PreflightStatus = StatusCodes.Status204NoContent,
        };
}
