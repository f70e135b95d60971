using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Auth.Hosting;

/// <summary>What the host has mounted so far.</summary>
internal sealed class MountState
{
    /// <summary>Where <c>UseClientCredentialsAuth</c> was called; <see langword="null"/> when it was not.</summary>
    public IApplicationBuilder? Middleware { get; set; }

    /// <summary>Whether <c>UseRouting</c> was called on it before.</summary>
    public bool HasRoutingBefore { get; set; }

    /// <summary>The group that holds the library's endpoints, once mapped.</summary>
    public RouteGroupBuilder? Endpoints { get; set; }
}
