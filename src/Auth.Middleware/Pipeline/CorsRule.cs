using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Pipeline;

/// <summary>Endpoint metadata: what scripts of other origins may do with an endpoint, without credentials (Fetch, section 3.2).</summary>
/// <remarks>It takes the place of the host's own CORS policy on the endpoint.</remarks>
/// <param name="Methods">The value of <c>Access-Control-Allow-Methods</c>; <see langword="null"/> offers nothing.</param>
internal sealed record CorsRule(string? Methods)
{
    /// <summary>Nothing: the answer has no CORS headers.</summary>
    public static CorsRule None { get; } = new(Methods: null);

    /// <summary>The headers that scripts may read.</summary>
    public string? Exposed { get; init; }

    /// <summary>The request headers that may be sent; <see langword="null"/> allows those that are asked for.</summary>
    public string? AllowedHeaders { get; init; }

    /// <summary>How long a browser may remember the answer to a preflight.</summary>
    public string MaxAge { get; init; } = "7200";

    /// <summary>The status of the answer to a preflight.</summary>
    public int PreflightStatus { get; init; } = StatusCodes.Status200OK;

    /// <summary>Adds the headers, and answers a preflight.</summary>
    /// <returns>Whether the request is answered.</returns>
    public bool Apply(HttpContext context)
    {
        var request = context.Request.Headers;
        if (Methods is null || request.Origin.Count == 0)
        {
            return false;
        }

        var response = context.Response.Headers;
        response.AccessControlAllowOrigin = "*";
        response.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (!HttpMethods.IsOptions(context.Request.Method) || request.AccessControlRequestMethod.Count == 0)
        {
            if (Exposed is not null)
            {
                response.AccessControlExposeHeaders = Exposed;
            }

            return false;
        }

        response.AccessControlAllowMethods = Methods;
        response.AccessControlMaxAge = MaxAge;
        var headers = AllowedHeaders ?? request.AccessControlRequestHeaders.ToString();
        if (headers.Length > 0)
        {
            response.AccessControlAllowHeaders = headers;
        }

        context.Response.StatusCode = PreflightStatus;
        return true;
    }
}
