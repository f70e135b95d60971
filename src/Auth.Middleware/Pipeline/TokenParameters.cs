using Microsoft.AspNetCore.Http;

namespace Auth.Pipeline;

/// <summary>Endpoint metadata: names of query parameters that may hold the token where no <c>Authorization: Bearer</c> does (RFC 6750 section 2.3).</summary>
/// <remarks>Only for dialects whose clients rely on it: URLs end up in logs.</remarks>
internal sealed record TokenParameters(params string[] Names)
{
    /// <summary>Whether the host wants it.</summary>
    public required Func<HttpContext, bool> IsAccepted { get; init; }

    /// <summary>The token in the query, or <see langword="null"/>.</summary>
    public string? Read(HttpContext context)
    {
        foreach (var name in Names)
        {
            if (context.Request.Query[name] is [{ Length: > 0 } token])
            {
                return IsAccepted(context) ? token : null;
            }
        }

        return null;
    }
}
