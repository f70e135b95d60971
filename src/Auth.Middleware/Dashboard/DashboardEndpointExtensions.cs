using Auth.Admin;
using Auth.Auditing;
using Auth.Dashboard;
using Auth.Dashboard.Audit;
using Auth.Dashboard.Clients;
using Auth.Dashboard.Outbox;
using Auth.Dashboard.Overview;
using Auth.Dashboard.TierRequests;
using Auth.Pages.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Mounts the operator dashboard.</summary>
public static class DashboardEndpointExtensions
{
    /// <summary>Maps the pages on which operators find and change clients, decide requests for higher tiers, and see what happens.</summary>
    /// <remarks>
    /// The host does not start while they are open: add <c>RequireAuthorization</c> with a policy that a browser can meet, such as one over a
    /// cookie scheme. The name claim of the user is what the audit log calls the operator.
    /// </remarks>
    /// <param name="endpoints">Where to map.</param>
    /// <param name="prefix">The path of the dashboard, such as <c>/auth/dashboard</c>; without parameters.</param>
    /// <returns>The group, for conventions.</returns>
    /// <example><code>app.MapAuthDashboard("/auth/dashboard").RequireAuthorization("operators");</code></example>
    public static RouteGroupBuilder MapAuthDashboard(this IEndpointRouteBuilder endpoints, string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var mount = endpoints.ServiceProvider.GetRequiredService<DashboardMount>();
        var group = endpoints.MapPages<DashboardWireFormat>(prefix, mount);
        group.WithMetadata(new AdminMetadata(nameof(MapAuthDashboard)));
        Map<OverviewEndpoint>(group, DashboardRoutes.Overview, (e, c) => e.ShowAsync(c));
        Map<SearchEndpoint>(group, DashboardRoutes.Clients, (e, c) => e.ShowAsync(c));
        Map<ClientEndpoint>(
            group,
            DashboardRoutes.Client,
            (e, c) => e.ShowAsync(c, Id(c)),
            (e, c) => e.ActAsync(c, Id(c))
        );
        Map<TierRequestsEndpoint>(
            group,
            DashboardRoutes.TierRequests,
            (e, c) => e.ShowAsync(c),
            (e, c) => e.DecideAsync(c)
        );
        Map<AuditEndpoint>(group, DashboardRoutes.Audit, (e, c) => e.ShowAsync(c));
        Map<AuditEndpoint>(group, DashboardRoutes.AuditFile, (e, c) => e.SendFileAsync(c));
        Map<OutboxEndpoint>(group, DashboardRoutes.Outbox, (e, c) => e.ShowAsync(c), (e, c) => e.ActAsync(c));
        return group;
    }

    private static void Map<TEndpoint>(
        RouteGroupBuilder group,
        string route,
        Func<TEndpoint, HttpContext, Task> show,
        Func<TEndpoint, HttpContext, Task>? act = null
    )
        where TEndpoint : notnull =>
        group.MapPage<TEndpoint>(route, policy: null, ForOperator(show), act is null ? null : ForOperator(act));

    private static Func<TEndpoint, HttpContext, Task> ForOperator<TEndpoint>(Func<TEndpoint, HttpContext, Task> work) =>
        (endpoint, context) => OperatorScope.RunAsync(context, () => work(endpoint, context));

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;
}
