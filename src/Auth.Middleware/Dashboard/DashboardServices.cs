using Auth.Dashboard.Audit;
using Auth.Dashboard.Clients;
using Auth.Dashboard.Outbox;
using Auth.Dashboard.Overview;
using Auth.Dashboard.TierRequests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auth.Dashboard;

/// <summary>Registers the dashboard. It costs nothing until <c>MapAuthDashboard</c> mounts it.</summary>
internal static class DashboardServices
{
    public static void AddDashboard(this IServiceCollection services)
    {
        services.TryAddSingleton<DashboardMount>();
        services.TryAddSingleton<DashboardWireFormat>();
        services.TryAddSingleton<DashboardPages>();
        services.TryAddSingleton<DashboardForms>();
        services.TryAddSingleton<OverviewEndpoint>();
        services.TryAddSingleton<SearchEndpoint>();
        services.TryAddSingleton<ClientTemplate>();
        services.TryAddSingleton<ClientOrders>();
        services.TryAddSingleton<ClientEndpoint>();
        services.TryAddSingleton<TierRequestsEndpoint>();
        services.TryAddSingleton<AuditEndpoint>();
        services.TryAddSingleton<OutboxEndpoint>();
    }
}
