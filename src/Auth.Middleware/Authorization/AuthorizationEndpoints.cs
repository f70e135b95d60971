using Auth.Authorization.Applications;
using Auth.Authorization.Approvals;
using Auth.Dialects;
using Auth.Hosting;
using Auth.OpenApi;
using Microsoft.AspNetCore.Routing;

namespace Auth.Authorization;

/// <summary>The standard authorization endpoint, and the pages on which users see what they have allowed and registered.</summary>
internal sealed class AuthorizationEndpoints(StandardAuthorization standard) : IDialect
{
    private const string Policy = "applications";

    public string Name => "standard";

    public IReadOnlyDictionary<string, EndpointDescription> Descriptions => AuthorizationDescriptions.All;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAuthorization(standard.Profile);
        endpoints.MapPage(
            AuthorizationRoutes.Authorized,
            Policy,
            EndpointMapping.Guard<AuthorizedEndpoint>((e, c) => e.ShowAsync(c)),
            EndpointMapping.Guard<AuthorizedEndpoint>((e, c) => e.RevokeAsync(c))
        );
        endpoints.MapPage(
            AuthorizationRoutes.Applications,
            Policy,
            EndpointMapping.Guard<ApplicationsEndpoint>((e, c) => e.ShowAsync(c)),
            EndpointMapping.Guard<ApplicationsEndpoint>((e, c) => e.ActAsync(c))
        );
    }
}
