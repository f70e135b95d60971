using Auth;
using Auth.Dialects;
using Auth.Dialects.Fediverse;
using Auth.Dialects.Fediverse.GoToSocial;
using Auth.Discovery;
using Auth.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the GoToSocial dialect.</summary>
public static class GoToSocialDialectExtensions
{
    /// <summary>Serves GoToSocial's application registration and OAuth endpoints, at the root of the host unless <see cref="GoToSocialOptions.PathBase"/> says otherwise.</summary>
    /// <param name="builder">The library's builder.</param>
    /// <param name="configure">Changes settings after <c>Auth:GoToSocial</c> was read.</param>
    /// <example><code>builder.Services.AddClientCredentialsAuth().AddGoToSocialDialect(o => o.PathBase = "/gotosocial");</code></example>
    public static ClientCredentialsAuthBuilder AddGoToSocialDialect(
        this ClientCredentialsAuthBuilder builder,
        Action<GoToSocialOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<GoToSocialOptions>().BindConfiguration("Auth:GoToSocial").ValidateOnStart();
        options.Validate(
            o => FediverseRegistration.IsPathBase(o.PathBase),
            FediverseRegistration.PathBaseExpected("Auth:GoToSocial")
        );
        options.Validate(
            o => o.TokenLifetime >= TimeSpan.FromSeconds(1),
            "Auth:GoToSocial:TokenLifetime must be at least one second."
        );
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.KeepLastGood<GoToSocialOptions>();
        FediverseRegistration.AddShared(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDialect, GoToSocialDialect>());
        services.AddSingleton(p => new DialectIssuer(
            p.GetRequiredService<IOptions<GoToSocialOptions>>().Value.PathBase
        ));
        services.TryAddSingleton<GoToSocialApiWireFormat>();
        services.TryAddSingleton<GoToSocialOAuthWireFormat>();
        services.TryAddSingleton<GoToSocialApps>();
        services.TryAddSingleton<GoToSocialAuthorization>();
        services.TryAddSingleton<GoToSocialCodeExchange>();
        services.TryAddSingleton<GoToSocialAccountEndpoint>();
        services.TryAddSingleton<GoToSocialOwnAppsEndpoint>();
        services.TryAddSingleton<GoToSocialTokensEndpoint>();
        services.TryAddSingleton<GoToSocialAppsEndpoint>();
        services.TryAddSingleton<GoToSocialTokenEndpoint>();
        services.TryAddSingleton<GoToSocialRevokeEndpoint>();
        services.TryAddSingleton<GoToSocialInstanceEndpoint>();
        return builder;
    }
}
