using Auth.AccessControl;
using Auth.Admin.Import;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auth.Admin;

/// <summary>Registers what operators work with.</summary>
internal static class AdminRegistration
{
    public static void AddOperations(this IServiceCollection services)
    {
        services.TryAddSingleton<ClientDesk>();
        services.TryAddSingleton<ClientViewReader>();
        services.TryAddSingleton<ClientFinder>();
        services.TryAddSingleton<OutboxDesk>();
        services.TryAddSingleton<OverviewReader>();
        services.TryAddSingleton<AuditExport>();
        services.TryAddSingleton<AdminClientEndpoints>();
        services.TryAddSingleton<AdminRegistrationEndpoint>();
        services.TryAddSingleton<ClientEmails>();
        services.TryAddSingleton<ImportedClientReader>();
        services.TryAddSingleton<ClientImporter>();
        services.TryAddSingleton<ClientImportEndpoint>();
        services.TryAddSingleton<AdminTierRequestEndpoints>();
        services.TryAddSingleton<AdminInitialAccessTokenEndpoint>();
        services.TryAddSingleton<AdminAuditEndpoint>();
        services.TryAddSingleton<AdminOutboxEndpoints>();
        services.TryAddSingleton<AdminOverviewEndpoint>();
    }
}
