using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Pipeline;

/// <summary>Registers <see cref="EndpointCors"/>, once.</summary>
internal static class EndpointCorsRegistration
{
    /// <summary>Puts the rules of endpoints before the host's policies, which it may add before or after this.</summary>
    public static void AddEndpointCors(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(Registered)))
        {
            return;
        }

        services.AddSingleton<Registered>();
        services.AddCors();
        services.Decorate<ICorsPolicyProvider>((policies, _) => new EndpointCors(policies));
    }

    private sealed class Registered;
}
