using Microsoft.AspNetCore.Http;

namespace Auth.Pipeline;

/// <summary>Where admitted requests go.</summary>
/// <param name="Open">To the endpoint.</param>
/// <param name="Guarded">To the endpoint through the framework's authorization.</param>
/// <remarks>
/// The framework's middleware leaves a mark on every request, in a dictionary that is made for it. A request that nothing asks to be authorized
/// goes past it.
/// </remarks>
internal sealed record Onward(RequestDelegate Open, RequestDelegate Guarded)
{
    /// <summary>The way to an endpoint.</summary>
    public RequestDelegate Of(EndpointRules endpoint) => endpoint.NeedsAuthorization ? Guarded : Open;
}
