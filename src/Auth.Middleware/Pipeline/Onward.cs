using Microsoft.AspNetCore.Http;

namespace Auth.Pipeline;

/// <summary>Where admitted requests go.</summary>
/// <param name="Open">To the endpoint.</param>
/// <param name="Guarded">To the endpoint through the framework's authorization.</param>
/// <remarks>
/// The framework's middleware resolves its services for each request and leaves a mark on it. A request that nothing asks to be authorized goes past it, and
/// so does one with a validated token where any user will do; that one gets the mark, without which the framework refuses to run the endpoint.
/// </remarks>
internal sealed record Onward(RequestDelegate Open, RequestDelegate Guarded)
{
    private const string Mark = "__AuthorizationMiddlewareWithEndpointInvoked";

    private static readonly object Marked = new();

    /// <summary>Sends a request on.</summary>
    /// <param name="context">The request.</param>
    /// <param name="endpoint">What it is for.</param>
    /// <param name="hasUser">Whether the client of its token is its user.</param>
    public Task SendAsync(HttpContext context, EndpointRules endpoint, bool hasUser)
    {
        switch (endpoint.Authorization)
        {
            case AuthorizationNeed.None:
                return Open(context);
            case AuthorizationNeed.User when hasUser && context.User.Identity is { IsAuthenticated: true }:
                context.Items[Mark] = Marked;
                return Open(context);
            default:
                return Guarded(context);
        }
    }
}
