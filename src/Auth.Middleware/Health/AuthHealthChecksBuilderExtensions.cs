using Auth.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the library's health check.</summary>
public static class AuthHealthChecksBuilderExtensions
{
    /// <summary>Checks that the store answers.</summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <example><code>builder.Services.AddHealthChecks().AddClientCredentialsAuth();</code></example>
    public static IHealthChecksBuilder AddClientCredentialsAuth(
        this IHealthChecksBuilder builder,
        string name = "auth-store"
    ) => builder.AddCheck<AuthStoreHealthCheck>(name, tags: ["ready"]);
}
