using Auth;
using Auth.Dialects;
using Auth.Dialects.Openverse;
using Auth.Hosting;
using Auth.Mail;
using Auth.RateLimiting;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Adds the Openverse dialect.</summary>
    public static class OpenverseDialectExtensions
    {
        /// <summary>Serves the registration, token, verification and key-info endpoints of Openverse and CC Catalog under <c>/v1</c>.</summary>
        /// <param name="builder">The library's builder.</param>
        /// <param name="configure">Changes settings after <c>Auth:Openverse</c> was read.</param>
        public static ClientCredentialsAuthBuilder AddOpenverseDialect(
            this ClientCredentialsAuthBuilder builder,
            Action<OpenverseOptions>? configure = null
        )
        {
            ArgumentNullException.ThrowIfNull(builder);
            var services = builder.Services;
            var options = services.AddOptions<OpenverseOptions>().BindConfiguration("Auth:Openverse").ValidateOnStart();
            options.Validate(
                o => o.TokenLifetime >= TimeSpan.FromSeconds(1),
                "Auth:Openverse:TokenLifetime must be at least one second."
            );
            options.Validate(
                o => !string.IsNullOrWhiteSpace(o.DefaultScopes),
                "Auth:Openverse:DefaultScopes must name at least one scope."
            );
            if (configure is not null)
            {
                options.Configure(configure);
            }

            services.KeepLastGood<OpenverseOptions>();
            services.PostConfigure<RateLimitingOptions>(AddPolicies);
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IDialect, OpenverseDialect>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IVerificationLink, OpenverseVerificationLink>());
            services.TryAddSingleton<OpenverseResourceWireFormat>();
            services.TryAddSingleton<OpenverseOAuthWireFormat>();
            services.TryAddSingleton<OpenverseRegisterEndpoint>();
            services.TryAddSingleton<OpenverseTokenEndpoint>();
            services.TryAddSingleton<OpenverseVerifyEndpoint>();
            services.TryAddSingleton<OpenverseResendEndpoint>();
            services.TryAddSingleton<OpenverseRevokeEndpoint>();
            services.TryAddSingleton<OpenverseIntrospectEndpoint>();
            services.TryAddSingleton<OpenverseKeyInfoEndpoint>();
            services.TryAddSingleton<OpenverseTierRequestEndpoint>();
            return builder;
        }

        /// <summary>The policies only this dialect names, where configuration does not define them; the others are the library's own.</summary>
        private static void AddPolicies(RateLimitingOptions options)
        {
            StandardPolicies.Add(options, OpenversePolicies.TierRequest, (RateLimitingOptions.AnyTier, "10/day"));
            StandardPolicies.Add(
                options,
                OpenversePolicies.Thumbnail,
                (TierNames.Anonymous, "150/min"),
                (RateLimitingOptions.AnyTier, "500/min")
            );
        }
    }
}

namespace Microsoft.AspNetCore.Builder
{
    /// <summary>Makes a host's own endpoints speak a dialect.</summary>
    public static class OpenverseEndpointExtensions
    {
        /// <summary>Words these endpoints' refusals as Openverse does and adds its <c>X-RateLimit-*</c> headers.</summary>
        public static TBuilder WithOpenverseDialect<TBuilder>(this TBuilder builder)
            where TBuilder : IEndpointConventionBuilder =>
            builder.WithMetadata(new WireFormatMetadata(typeof(OpenverseResourceWireFormat)));
    }
}
