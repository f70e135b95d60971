using Auth.Bearer;
using Auth.OpenApi;
using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Telemetry;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Dadi;

/// <summary>DADI API: tokens for clients with secrets of their own, and the management of what clients may do.</summary>
internal sealed class DadiDialect(IOptions<DadiOptions> options) : IDialect
{
    /// <summary>The dialect's name.</summary>
    public const string DialectName = "dadi";

    private static readonly WireFormatMetadata Wire = new(typeof(DadiWireFormat));
    private static readonly RequireScopeAttribute AnyToken = new();
    private static readonly NoBearerMetadata NoBearer = new();
    private static readonly RateLimitPolicyAttribute TokenPolicy = new("token") { ByAddress = true };

    public string Name => DialectName;

    public IReadOnlyDictionary<string, EndpointDescription> Descriptions =>
        DadiDescriptions.All(options.Value.TokenPath);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        Open<DadiTokenEndpoint>(endpoints, options.Value.TokenPath, (e, c) => e.HandleAsync(c), MeasuredMetadata.Token);
        Route(endpoints, DadiRoutes.Resources).On<DadiResourcesEndpoint>("GET", (e, c) => e.HandleAsync(c));
        Route(endpoints, DadiRoutes.Client)
            .On<DadiClientEndpoints>("GET", (e, c) => e.GetSelfAsync(c))
            .On<DadiClientUpdateEndpoint>("PUT", (e, c) => e.HandleSelfAsync(c));
        Route(endpoints, DadiRoutes.Clients)
            .On<DadiClientEndpoints>("GET", (e, c) => e.ListAsync(c))
            .On<DadiClientEndpoints>("POST", (e, c) => e.AddAsync(c));
        Route(endpoints, DadiRoutes.ClientById)
            .On<DadiClientEndpoints>("GET", (e, c) => e.GetAsync(c))
            .On<DadiClientUpdateEndpoint>("PUT", (e, c) => e.HandleAsync(c))
            .On<DadiClientEndpoints>("DELETE", (e, c) => e.RemoveAsync(c));
        Route(endpoints, DadiRoutes.ClientRoles).On<DadiAssignmentEndpoints>("POST", (e, c) => e.AddRolesAsync(c));
        Route(endpoints, DadiRoutes.ClientRole).On<DadiAssignmentEndpoints>("DELETE", (e, c) => e.RemoveRoleAsync(c));
        Route(endpoints, DadiRoutes.ClientResources)
            .On<DadiAssignmentEndpoints>("POST", (e, c) => e.AddResourceAsync(c));
        Route(endpoints, DadiRoutes.ClientResource)
            .On<DadiAssignmentEndpoints>("PUT", (e, c) => e.MergeResourceAsync(c))
            .On<DadiAssignmentEndpoints>("DELETE", (e, c) => e.RemoveResourceAsync(c));
        MapRoles(endpoints);
        MapKeys(endpoints, DadiRoutes.Keys);
        MapKeys(endpoints, DadiRoutes.ClientKeys);
        MapKeys(endpoints, DadiRoutes.OwnKeys, new DadiOwnKeysMetadata());
        Open<DadiResetEndpoints>(endpoints, DadiRoutes.Reset, (e, c) => OnlyIf(e.IsOpen, c, e.BeginAsync));
        Open<DadiResetEndpoints>(endpoints, DadiRoutes.ResetToken, (e, c) => OnlyIf(e.IsOpen, c, e.FinishAsync));
    }

    private static void MapRoles(IEndpointRouteBuilder endpoints)
    {
        Route(endpoints, DadiRoutes.Roles)
            .On<DadiRoleEndpoints>("GET", (e, c) => e.ListAsync(c))
            .On<DadiRoleEndpoints>("POST", (e, c) => e.AddAsync(c));
        Route(endpoints, DadiRoutes.Role)
            .On<DadiRoleEndpoints>("GET", (e, c) => e.GetAsync(c))
            .On<DadiRoleEndpoints>("PUT", (e, c) => e.UpdateAsync(c))
            .On<DadiRoleEndpoints>("DELETE", (e, c) => e.RemoveAsync(c));
        Route(endpoints, DadiRoutes.RoleResources).On<DadiRoleResourceEndpoints>("POST", (e, c) => e.AddAsync(c));
        Route(endpoints, DadiRoutes.RoleResource)
            .On<DadiRoleResourceEndpoints>("PUT", (e, c) => e.MergeAsync(c))
            .On<DadiRoleResourceEndpoints>("DELETE", (e, c) => e.RemoveAsync(c));
    }

    private static void MapKeys(IEndpointRouteBuilder endpoints, string route, params object[] metadata)
    {
        var key = route + "/{keyId}";
        Route(endpoints, route, metadata)
            .On<DadiKeyEndpoints>("GET", (e, c) => e.ListAsync(c))
            .On<DadiKeyEndpoints>("POST", (e, c) => e.AddAsync(c));
        Route(endpoints, key, metadata).On<DadiKeyEndpoints>("DELETE", (e, c) => e.RemoveAsync(c));
        Route(endpoints, key + "/resources", metadata).On<DadiKeyEndpoints>("POST", (e, c) => e.AddResourceAsync(c));
        Route(endpoints, key + "/resources/{resource}", metadata)
            .On<DadiKeyEndpoints>("PUT", (e, c) => e.MergeResourceAsync(c))
            .On<DadiKeyEndpoints>("DELETE", (e, c) => e.RemoveResourceAsync(c));
    }

    private static DadiRoute Route(IEndpointRouteBuilder endpoints, string route, params object[] metadata) =>
        new(endpoints, route, [Wire, AnyToken, .. metadata]);

    /// <summary>An endpoint for callers without a token, limited by address.</summary>
    private static void Open<TEndpoint>(
        IEndpointRouteBuilder endpoints,
        string route,
        Func<TEndpoint, HttpContext, Task> handle,
        params object[] metadata
    )
        where TEndpoint : notnull =>
        new DadiRoute(endpoints, route, [Wire, NoBearer, TokenPolicy, .. metadata]).On("POST", handle);

    private static Task OnlyIf(bool isOpen, HttpContext context, RequestDelegate handle) =>
        isOpen ? handle(context) : DadiDesk.NotFoundAsync(context);
}

/// <summary>One path: its methods, and the answer to all others, which asks for no token and costs no limit.</summary>
internal sealed class DadiRoute
{
    private readonly IEndpointRouteBuilder _endpoints;
    private readonly string _route;
    private readonly object[] _metadata;

    public DadiRoute(IEndpointRouteBuilder endpoints, string route, object[] metadata)
    {
        (_endpoints, _route, _metadata) = (endpoints, route, metadata);
        endpoints
            .Map(route, context => Cors(context).AnswerOthersAsync(context))
            .ExcludeFromDescription()
            .WithMetadata(new WireFormatMetadata(typeof(DadiWireFormat)))
            .WithMetadata(new NoBearerMetadata(), new DisableRateLimitAttribute());
    }

    /// <summary>Serves a method; <c>GET</c> serves <c>HEAD</c> too.</summary>
    public DadiRoute On<TEndpoint>(string method, Func<TEndpoint, HttpContext, Task> handle)
        where TEndpoint : notnull
    {
        var serve = EndpointGuard.Wrap(context =>
        {
            Cors(context).AddHeaders(context);
            return handle(context.RequestServices.GetRequiredService<TEndpoint>(), context);
        });
        _endpoints.MapMethods(_route, method == "GET" ? ["GET", "HEAD"] : [method], serve).WithMetadata(_metadata);
        return this;
    }

    private static DadiCors Cors(HttpContext context) => context.RequestServices.GetRequiredService<DadiCors>();
}
