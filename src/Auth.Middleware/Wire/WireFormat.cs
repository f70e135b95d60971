using Auth.Bearer;
using Microsoft.AspNetCore.Http;

namespace Auth.Wire;

/// <summary>How one family of endpoints words its refusals. Which one counts is metadata of the endpoint, never its path.</summary>
internal abstract class WireFormat
{
    /// <summary>Whether a header that is empty behind <c>Bearer</c> counts as no credentials at all.</summary>
    public virtual bool EmptyBearerIsAnonymous => false;

    /// <summary>The type that describes the body of a refusal, for OpenAPI.</summary>
    public virtual Type RefusalBody => typeof(OAuthErrorBody);

    /// <summary>The media type of that body.</summary>
    public virtual string RefusalMediaType => JsonReply.Json;

    /// <summary>Answers a caller whose credentials are missing or no good.</summary>
    public abstract Task WriteBearerFailureAsync(HttpContext context, BearerFailure failure);

    /// <summary>Answers a caller that is known but may not do this.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scope">The scopes asked for, separated by spaces; <see langword="null"/> when another rule refused.</param>
    public abstract Task WriteForbiddenAsync(HttpContext context, string? scope);

    /// <summary>Answers a caller over its limit; <c>Retry-After</c> and the limit headers are set already.</summary>
    public abstract Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal);

    /// <summary>Answers while a dependency is down; <c>Retry-After</c> is set already.</summary>
    public abstract Task WriteUnavailableAsync(HttpContext context);

    /// <summary>The suffix of the legacy headers of a window, such as <c>anon_burst</c>; <see langword="null"/> for none.</summary>
    public virtual string? LegacyWindowName(string? policy, string tier, string window) => null;
}

/// <summary>A refused request.</summary>
/// <param name="RetryAfter">Whole seconds, at least 1, after which the caller is admitted; <see langword="null"/> when it never can be.</param>
/// <param name="ViolatedPolicies">The names of the windows that refused.</param>
internal readonly record struct RateLimitRefusal(long? RetryAfter, IReadOnlyList<string> ViolatedPolicies);
