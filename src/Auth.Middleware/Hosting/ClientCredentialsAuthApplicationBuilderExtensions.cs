using System.Net;
using Auth;
using Auth.Dialects;
using Auth.Hosting;
using Auth.OpenApi;
using Auth.Pipeline;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Mounts the library.</summary>
public static class ClientCredentialsAuthApplicationBuilderExtensions
{
    private const string AuthenticationSet = "__AuthenticationMiddlewareSet";
    private const string AuthorizationSet = "__AuthorizationMiddlewareSet";

    /// <summary>Adds bearer authentication, tier limits and authorization in the right order, and maps the library's endpoints.</summary>
    /// <remarks>
    /// Call it behind <c>UseForwardedHeaders</c>, <c>UseCors</c> and <c>UseRouting</c> and before the endpoints. It adds <c>UseAuthentication</c> (when the host has
    /// other schemes) and <c>UseAuthorization</c> itself, behind the limits, so that refused callers are limited too.
    /// </remarks>
    /// <exception cref="AuthConfigurationException">The services are missing, or authorization was added before the limits.</exception>
    public static IApplicationBuilder UseClientCredentialsAuth(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var mount =
            app.ApplicationServices.GetService<MountState>()
            ?? throw new AuthConfigurationException(
                "UseClientCredentialsAuth needs services.AddClientCredentialsAuth()."
            );
        if (app.Properties.ContainsKey(AuthorizationSet))
        {
            throw new AuthConfigurationException(
                "UseAuthorization stands before UseClientCredentialsAuth, so callers it refuses would not be limited. "
                    + "Remove it: UseClientCredentialsAuth adds it in the right place."
            );
        }

        // Before any setting is read: this names all that is wrong with all of them.
        app.ApplicationServices.GetService<IStartupValidator>()?.Validate();
        mount.Middleware = app;
        mount.HasRoutingBefore = app.Properties.ContainsKey(MountChecks.RouteBuilder);
        UseTrustedProxies(app);
        UsePipeline(app);
        if (mount.Endpoints is null && Routes(app) is { } endpoints)
        {
            endpoints.MapClientCredentialsAuth();
        }

        return app;
    }

    /// <summary>Maps the library's endpoints, or returns the group they were mapped in, for hosts that put conventions on them.</summary>
    public static RouteGroupBuilder MapClientCredentialsAuth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var mount = endpoints.ServiceProvider.GetRequiredService<MountState>();
        if (mount.Endpoints is null)
        {
            mount.Endpoints = endpoints.MapGroup("");
            foreach (var dialect in endpoints.ServiceProvider.GetServices<IDialect>())
            {
                var group = mount.Endpoints.MapGroup("").WithMetadata(new DialectMetadata(dialect.Name));
                EndpointDescription.Apply(group, dialect.Descriptions);
                dialect.Map(group);
            }
        }

        return mount.Endpoints;
    }

    private static void UsePipeline(IApplicationBuilder app)
    {
        var authenticates =
            NeedsAuthentication(app.ApplicationServices) && !app.Properties.ContainsKey(AuthenticationSet);
        app.Use(next =>
        {
            var open = app.New();
            var guarded = app.New();
            if (authenticates)
            {
                open.UseAuthentication();
                guarded.UseAuthentication();
            }

            guarded.UseAuthorization();
            var onward = new Onward(open.Use(_ => next).Build(), guarded.Use(_ => next).Build());
            return ActivatorUtilities.CreateInstance<AuthMiddleware>(app.ApplicationServices, onward).InvokeAsync;
        });

        // The framework adds neither again: where ours is the only scheme it has run, and authorization stands behind the limits.
        app.Properties[AuthenticationSet] = true;
        app.Properties[AuthorizationSet] = true;
    }

    private static void UseTrustedProxies(IApplicationBuilder app)
    {
        var trusted = app
            .ApplicationServices.GetRequiredService<IOptions<ClientCredentialsAuthOptions>>()
            .Value.TrustedProxies;
        if (trusted.Count == 0)
        {
            return;
        }

        // From the last entry back while it names a trusted proxy: the first that does not is the caller, whatever stands before it.
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in trusted)
        {
            options.KnownIPNetworks.Add(
                IPNetwork.TryParse(proxy, out var network)
                    ? network
                    : new IPNetwork(IPAddress.Parse(proxy), proxy.Contains(':', StringComparison.Ordinal) ? 128 : 32)
            );
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>The framework's middleware is for the host's other schemes, and for its transformation of claims.</summary>
    private static bool NeedsAuthentication(IServiceProvider services) =>
        services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.Schemes.Count() > 1
        || !services.GetRequiredService<PrincipalSource>().IsShared;

    private static IEndpointRouteBuilder? Routes(IApplicationBuilder app) =>
        app as IEndpointRouteBuilder
        ?? (
            app.Properties.TryGetValue(MountChecks.RouteBuilder, out var routes)
                ? routes as IEndpointRouteBuilder
                : null
        );
}
