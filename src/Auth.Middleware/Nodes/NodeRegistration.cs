using Auth.Bearer.Sessions;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Nodes;

/// <summary>Registers what ties nodes together; without a channel it rests.</summary>
internal static class NodeRegistration
{
    public static void AddNodes(this IServiceCollection services)
    {
        services.TryAddSingleton<NodeId>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ClientCredentialsAuthOptions>, NodeValidator>()
        );
        services.TryAddSingleton<ClientChanges>();
        services.TryAddSingleton(provider => new ChangeAnnouncer(
            provider.GetService<IChangeChannel>(),
            provider.GetRequiredService<NodeId>()
        ));
        services.TryAddSingleton(provider => new ChangeFeed(
            provider.GetService<IChangeChannel>(),
            provider.GetRequiredService<ChangeAnnouncer>(),
            provider.GetRequiredService<ClientSessions>(),
            provider.GetRequiredService<SessionFreshness>(),
            provider.GetRequiredService<NodeId>(),
            provider.GetRequiredService<AuthClock>(),
            provider.GetRequiredService<ILogger<ChangeFeed>>()
        ));
    }
}
