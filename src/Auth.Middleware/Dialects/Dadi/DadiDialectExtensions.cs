using Auth;
using Auth.AccessControl;
using Auth.Credentials;
using Auth.Dialects;
using Auth.Dialects.Dadi;
using Auth.Hosting;
using Auth.Storage;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Adds the DADI dialect.</summary>
    public static class DadiDialectExtensions
    {
        /// <summary>Serves <c>/token</c> and the management of clients, roles, resources and access keys under <c>/api</c>.</summary>
        /// <param name="builder">The library's builder.</param>
        /// <param name="configure">Changes settings after <c>Auth:Dadi</c> was read.</param>
        public static ClientCredentialsAuthBuilder AddDadiDialect(
            this ClientCredentialsAuthBuilder builder,
            Action<DadiOptions>? configure = null
        )
        {
            ArgumentNullException.ThrowIfNull(builder);
            var services = builder.Services;
            var options = services.AddOptions<DadiOptions>().BindConfiguration("Auth:Dadi").ValidateOnStart();
            options.Validate(
                o =>
                    o.TokenPath.Length > 1
                    && o.TokenPath[0] == '/'
                    && !o.TokenPath.Any(c => c is '{' or '}' or '?' or '#' or '*'),
                "Auth:Dadi:TokenPath must be a path such as /token."
            );
            options.Validate(
                o => o.TokenLifetime >= TimeSpan.FromSeconds(1),
                "Auth:Dadi:TokenLifetime must be at least one second."
            );
            options.Validate(
                o =>
                    o.ResetTokenLifetime >= TimeSpan.FromSeconds(1)
                    && o.ResetTokenLifetime.Ticks % TimeSpan.TicksPerSecond == 0,
                "Auth:Dadi:ResetTokenLifetime must be whole seconds, at least one."
            );
            options.Validate(
                o => string.IsNullOrEmpty(o.Admin.ClientId) == string.IsNullOrEmpty(o.Admin.Secret),
                "Auth:Dadi:Admin:ClientId and Auth:Dadi:Admin:Secret are set together, or neither."
            );
            options.Validate(
                o => string.IsNullOrEmpty(o.Admin.Secret) || ImportedSecrets.IsAcceptable(o.Admin.Secret),
                "Auth:Dadi:Admin:Secret must be at most 128 bytes."
            );
            options.Validate(
                o => o.Admin.AccessType is ClientAccessType.Admin or ClientAccessType.SuperUser,
                "Auth:Dadi:Admin:AccessType must be Admin or SuperUser."
            );
            if (configure is not null)
            {
                options.Configure(configure);
            }

            services.KeepLastGood<DadiOptions>();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IDialect, DadiDialect>());
            services.AddHostedService<DadiAdministrator>();
            services.TryAddSingleton<ClientEmails>();
            services.TryAddSingleton<DadiCors>();
            services.TryAddSingleton<DadiWireFormat>();
            services.TryAddSingleton<DadiDesk>();
            services.TryAddSingleton<DadiRoles>();
            services.TryAddSingleton<DadiTokenEndpoint>();
            services.TryAddSingleton<DadiResourcesEndpoint>();
            services.TryAddSingleton<DadiClientEndpoints>();
            services.TryAddSingleton<DadiClientUpdateEndpoint>();
            services.TryAddSingleton<DadiAssignmentEndpoints>();
            services.TryAddSingleton<DadiRoleEndpoints>();
            services.TryAddSingleton<DadiRoleResourceEndpoints>();
            services.TryAddSingleton<DadiKeyEndpoints>();
            services.TryAddSingleton<DadiResetEndpoints>();
            return builder;
        }
    }
}

namespace Microsoft.AspNetCore.Builder
{
    /// <summary>Makes a host's own endpoints speak the dialect.</summary>
    public static class DadiEndpointExtensions
    {
        /// <summary>Words these endpoints' refusals as DADI does: its clients get a new token when they see them.</summary>
        public static TBuilder WithDadiDialect<TBuilder>(this TBuilder builder)
            where TBuilder : IEndpointConventionBuilder =>
            builder.WithMetadata(new WireFormatMetadata(typeof(DadiWireFormat)));
    }
}
