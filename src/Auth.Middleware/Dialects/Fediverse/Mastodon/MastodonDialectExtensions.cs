using Auth;
using Auth.Dialects;
using Auth.Dialects.Fediverse;
using Auth.Dialects.Fediverse.Mastodon;
using Auth.Discovery;
using Auth.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Mastodon dialect.</summary>
public static class MastodonDialectExtensions
{
    /// <summary>Serves Mastodon's application registration and OAuth endpoints, at the root of the host unless <see cref="MastodonOptions.PathBase"/> says otherwise.</summary>
    /// <param name="builder">The library's builder.</param>
    /// <param name="configure">Changes settings after <c>Auth:Mastodon</c> was read.</param>
    /// <example><code>builder.Services.AddClientCredentialsAuth().AddMastodonDialect(o => o.Title = "Example");</code></example>
    public static ClientCredentialsAuthBuilder AddMastodonDialect(
        this ClientCredentialsAuthBuilder builder,
        Action<MastodonOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<MastodonOptions>().BindConfiguration("Auth:Mastodon").ValidateOnStart();
        options.Validate(
            o => FediverseRegistration.IsPathBase(o.PathBase),
            FediverseRegistration.PathBaseExpected("Auth:Mastodon")
        );
        options.Validate(
            o => o.TokenLifetime is null || o.TokenLifetime >= TimeSpan.FromSeconds(1),
            "Auth:Mastodon:TokenLifetime must be at least one second, or left out."
        );
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.KeepLastGood<MastodonOptions>();
        FediverseRegistration.AddShared(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDialect, MastodonDialect>());
        services.AddSingleton(p => new DialectIssuer(p.GetRequiredService<IOptions<MastodonOptions>>().Value.PathBase));
        services.TryAddSingleton<MastodonApiWireFormat>();
        services.TryAddSingleton<MastodonOAuthWireFormat>();
        services.TryAddSingleton<MastodonApps>();
        services.TryAddSingleton<MastodonAuthorization>();
        services.TryAddSingleton<MastodonCodeExchange>();
        services.TryAddSingleton<MastodonAccountEndpoint>();
        services.TryAddSingleton<MastodonAppsEndpoint>();
        services.TryAddSingleton<MastodonTokenEndpoint>();
        services.TryAddSingleton<MastodonRevokeEndpoint>();
        services.TryAddSingleton<MastodonInspectEndpoint>();
        services.TryAddSingleton<MastodonInstanceEndpoint>();
        return builder;
    }
}
