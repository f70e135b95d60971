using Auth.Authorization;
using Auth.Bearer;
using Auth.Hosting;
using Auth.OpenApi;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>GoToSocial: applications that register themselves, and users who approve them.</summary>
internal sealed class GoToSocialDialect(
    IOptions<GoToSocialOptions> options,
    PublicUrl publicUrl,
    UserApproval users,
    GoToSocialAuthorization authorization
) : IDialect
{
    /// <summary>The dialect's name.</summary>
    public const string DialectName = "gotosocial";

    private static readonly WireFormatMetadata Api = new(typeof(GoToSocialApiWireFormat));
    private static readonly WireFormatMetadata OAuth = new(typeof(GoToSocialOAuthWireFormat));
    private static readonly object Shared = FediverseRoutes.ByAddress(FediversePolicies.Api);
    private static readonly string[] Get = ["GET", "HEAD"];
    private static readonly string[] Post = ["POST"];

    public string Name => DialectName;

    public IReadOnlyDictionary<string, EndpointDescription> Descriptions =>
        GoToSocialDescriptions.For(options.Value.PathBase);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var pathBase = options.Value.PathBase;
        var routes = new FediverseRoutes(endpoints, pathBase, Api, GoToSocialReply.OtherMethodAsync);
        MapApi(routes);
        MapOAuth(routes);
        if (users.IsOffered)
        {
            endpoints.MapAuthorization(authorization.Profile);
            MapUsers(routes);
        }

        Document(routes, NodeInfo.LinksRoute, (e, c) => e.NodeInfoLinksAsync(c));
        Document(routes, NodeInfo.DocumentRoute, (e, c) => e.NodeInfoAsync(c));

        // Where RFC 8414 section 3.1 puts the document of an issuer with a path: at the root of the host.
        var atRoot = new FediverseRoutes(endpoints, "", Api, GoToSocialReply.OtherMethodAsync);
        foreach (var route in publicUrl.WellKnownRoutes(StandardRoutes.AuthorizationServerMetadata, pathBase))
        {
            Document(atRoot, route, (e, c) => e.MetadataAsync(c));
        }

        if (pathBase.Length > 0)
        {
            routes.ServeRest(
                GoToSocialRoutes.Anything,
                c => GoToSocialReply.ErrorAsync(c, StatusCodes.Status404NotFound),
                GoToSocialCors.Any
            );
        }
    }

    private void MapApi(FediverseRoutes routes)
    {
        Serve<GoToSocialAppsEndpoint>(
            routes,
            GoToSocialRoutes.Apps,
            Post,
            (e, c) => e.RegisterAsync(c),
            Api,
            FediverseRoutes.NoBearer,
            FediverseRoutes.ByAddress(options.Value.RegistrationPolicy)
        );
        Serve<GoToSocialAppsEndpoint>(
            routes,
            GoToSocialRoutes.VerifyApp,
            Get,
            (e, c) => e.VerifyAsync(c),
            Api,
            new RequireScopeAttribute(),
            Shared
        );
        Serve<GoToSocialInstanceEndpoint>(
            routes,
            GoToSocialRoutes.Instance,
            Get,
            (e, c) => e.InstanceAsync(c),
            Api,
            FediverseRoutes.NoBearer,
            Shared
        );
    }

    /// <summary>What there is only where users approve applications.</summary>
    private static void MapUsers(FediverseRoutes routes)
    {
        foreach (var path in new[] { GoToSocialRoutes.VerifyAccount, GoToSocialRoutes.VerifyAccountAlias })
        {
            User<GoToSocialAccountEndpoint>(path, Get, (e, c) => e.HandleAsync(c), "profile", "read:accounts");
        }

        const string readApps = "read:applications";
        User<GoToSocialOwnAppsEndpoint>(GoToSocialRoutes.Apps, Get, (e, c) => e.ListAsync(c), readApps);
        User<GoToSocialOwnAppsEndpoint>(GoToSocialRoutes.App, Get, (e, c) => e.ReadAsync(c), readApps);
        User<GoToSocialOwnAppsEndpoint>(
            GoToSocialRoutes.App,
            ["DELETE"],
            (e, c) => e.RemoveAsync(c),
            "write:applications"
        );
        User<GoToSocialTokensEndpoint>(GoToSocialRoutes.Tokens, Get, (e, c) => e.ListAsync(c), "read:accounts");
        User<GoToSocialTokensEndpoint>(GoToSocialRoutes.OneToken, Get, (e, c) => e.ReadAsync(c), "read:accounts");
        User<GoToSocialTokensEndpoint>(
            GoToSocialRoutes.InvalidateToken,
            Post,
            (e, c) => e.InvalidateAsync(c),
            "write:accounts"
        );

        void User<TEndpoint>(
            string route,
            string[] methods,
            Func<TEndpoint, HttpContext, Task> handle,
            params string[] scopes
        )
            where TEndpoint : notnull =>
            routes.Serve(
                route,
                methods,
                GoToSocialUserRule.Before(
                    GoToSocialReply.Negotiate(c => handle(c.RequestServices.GetRequiredService<TEndpoint>(), c)),
                    scopes
                ),
                GoToSocialCors.Any,
                Api,
                new RequireScopeAttribute(),
                Shared
            );
    }

    private static void MapOAuth(FediverseRoutes routes)
    {
        Serve<GoToSocialTokenEndpoint>(
            routes,
            GoToSocialRoutes.Token,
            Post,
            (e, c) => e.HandleAsync(c),
            OAuth,
            FediverseRoutes.NoBearer,
            Shared
        );
        Serve<GoToSocialRevokeEndpoint>(
            routes,
            GoToSocialRoutes.Revoke,
            Post,
            (e, c) => e.HandleAsync(c),
            OAuth,
            FediverseRoutes.NoBearer,
            Shared
        );
    }

    private static void Document(
        FediverseRoutes routes,
        string route,
        Func<GoToSocialInstanceEndpoint, HttpContext, Task> write
    ) => Serve(routes, route, Get, write, Api, FediverseRoutes.NoBearer, FediverseRoutes.Unlimited);

    private static void Serve<TEndpoint>(
        FediverseRoutes routes,
        string route,
        string[] methods,
        Func<TEndpoint, HttpContext, Task> handle,
        params object[] metadata
    )
        where TEndpoint : notnull =>
        routes.Serve(
            route,
            methods,
            GoToSocialReply.Negotiate(c => handle(c.RequestServices.GetRequiredService<TEndpoint>(), c)),
            GoToSocialCors.Any,
            metadata
        );
}
