using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auth.Auditing;

/// <summary>Registers the audit log.</summary>
internal static class AuditRegistration
{
    public static void AddAuditing(this IServiceCollection services)
    {
        services.TryAddSingleton<AuditTrail>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IAuthEventSink, AuditTrail>(provider =>
                provider.GetRequiredService<AuditTrail>()
            )
        );
    }
}
