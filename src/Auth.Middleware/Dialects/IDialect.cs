using Auth.OpenApi;
using Microsoft.AspNetCore.Routing;

namespace Auth.Dialects;

/// <summary>A family of endpoints that speaks as one existing service does.</summary>
internal interface IDialect
{
    /// <summary>The dialect's name, for start-up errors.</summary>
    string Name { get; }

    /// <summary>What OpenAPI says of the endpoints, by method and route.</summary>
    IReadOnlyDictionary<string, EndpointDescription> Descriptions { get; }

    /// <summary>Maps the endpoints.</summary>
    void Map(IEndpointRouteBuilder endpoints);
}
