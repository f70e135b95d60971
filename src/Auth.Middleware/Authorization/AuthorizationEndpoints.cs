using Auth.Authorization.Users;
using Auth.Dialects;
using Auth.OpenApi;
using Microsoft.AspNetCore.Routing;

namespace Auth.Authorization;

/// <summary>The standard authorization endpoint and the pages that users of any profile share.</summary>
internal sealed class AuthorizationEndpoints(StandardAuthorization standard) : IDialect
{
    public string Name => "standard";

    public IReadOnlyDictionary<string, EndpointDescription> Descriptions => AuthorizationDescriptions.All;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAuthorization(standard.Profile);
    }
}
