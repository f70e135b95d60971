using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.AccessControl;

/// <summary>The resources there are: access control's own, those the host declares, and those its endpoints name.</summary>
internal sealed class ResourceCatalog(IEnumerable<AccessResource> declared, IServiceProvider services)
{
    public const string Clients = "clients";
    public const string Keys = "keys";
    public const string Roles = "roles";

    private static readonly AccessResource[] Own =
    [
        new(Clients, "API clients"),
        new(Keys, "API access keys"),
        new(Roles, "API roles"),
    ];

    /// <summary>All resources: access control's own, then the others by name.</summary>
    public IReadOnlyList<AccessResource> All =>
        [
            .. Own.Concat(declared.Concat(OfEndpoints()).OrderBy(resource => resource.Name, StringComparer.Ordinal))
                .DistinctBy(resource => resource.Name, StringComparer.Ordinal),
        ];

    public bool Has(string name) => All.Any(resource => resource.Name == name);

    private IEnumerable<AccessResource> OfEndpoints() =>
        services
            .GetRequiredService<EndpointDataSource>()
            .Endpoints.SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<RequireResourceAttribute>())
            .Select(required => new AccessResource(required.Resource, required.Resource));
}
