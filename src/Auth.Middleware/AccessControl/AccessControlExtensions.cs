using Auth;
using Auth.AccessControl;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds to access control.</summary>
public static class AccessControlExtensions
{
    /// <summary>Declares a resource that access can be given to. Those that <c>RequireResource</c> names are known without.</summary>
    /// <param name="builder">The library's builder.</param>
    /// <param name="name">Its name, such as <c>collection:v1_things</c>.</param>
    /// <param name="description">What it is, in words for people.</param>
    /// <example><code>.AddAccessResource("collection:v1_things", "Things")</code></example>
    public static ClientCredentialsAuthBuilder AddAccessResource(
        this ClientCredentialsAuthBuilder builder,
        string name,
        string description
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        builder.Services.AddSingleton(new AccessResource(name, description));
        return builder;
    }

    /// <summary>Registers the feature.</summary>
    internal static void AddAccessControl(this IServiceCollection services)
    {
        services.TryAddSingleton<RoleChanges>();
        services.TryAddSingleton<RoleCache>();
        services.TryAddSingleton<ResourceCatalog>();
        services.TryAddSingleton<RequestAccess>();
        services.TryAddSingleton<IAccessControl>(provider => provider.GetRequiredService<RequestAccess>());
        services.TryAddSingleton<ManagedClients>();
        services.TryAddSingleton<ManagedRoles>();
        services.TryAddSingleton<ManagedKeys>();
    }
}
