using Microsoft.AspNetCore.Routing;

namespace Auth.Hosting;

/// <summary>What the host has mounted so far.</summary>
internal sealed class MountState
{
    /// <summary>Whether <c>UseClientCredentialsAuth</c> was called.</summary>
    public bool HasMiddleware { get; set; }

    /// <summary>The group that holds the library's endpoints, once mapped.</summary>
    public RouteGroupBuilder? Endpoints { get; set; }
}
