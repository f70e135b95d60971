namespace Auth.RateLimiting;

/// <summary>Which header fields tell a caller about its limits. <c>Retry-After</c> stands in every refusal whatever is chosen.</summary>
public enum LimitFields
{
    /// <summary>The standard ones, and those of the endpoint's dialect.</summary>
    All,

    /// <summary><c>RateLimit</c> and <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers-11) only.</summary>
    Standard,

    /// <summary>Those of the endpoint's dialect only, such as <c>X-RateLimit-Limit</c>.</summary>
    Legacy,

    /// <summary>None, for a host whose gateway tells callers.</summary>
    None,
}
