using System.Collections.Immutable;
using Auth.Authorization;
using Auth.Bearer;
using Auth.Hosting;
using Auth.OpenApi;
using Auth.Pipeline;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>Mastodon: applications that register themselves, and users who approve them.</summary>
internal sealed class MastodonDialect(
    IOptions<MastodonOptions> options,
    PublicUrl publicUrl,
    UserApproval users,
    MastodonAuthorization authorization
) : IDialect
{
    /// <summary>The dialect's name.</summary>
    public const string DialectName = "mastodon";

    private static readonly WireFormatMetadata Api = new(typeof(MastodonApiWireFormat));
    private static readonly WireFormatMetadata OAuth = new(typeof(MastodonOAuthWireFormat));
    private static readonly string[] Get = ["GET", "HEAD"];
    private static readonly string[] Post = ["POST"];

    public string Name => DialectName;

    public IReadOnlyDictionary<string, EndpointDescription> Descriptions =>
        MastodonDescriptions.For(options.Value.PathBase);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var pathBase = options.Value.PathBase;
        var routes = new FediverseRoutes(endpoints, pathBase, Api, MastodonReply.NotFoundAsync);
        MapApi(routes);
        MapOAuth(routes);
        MapDocuments(routes);
        if (users.IsOffered)
        {
            MapUsers(endpoints, routes);
        }

        // Where RFC 8414 section 3.1 puts the document of an issuer with a path: at the root of the host.
        var atRoot = new FediverseRoutes(endpoints, "", Api, MastodonReply.NotFoundAsync);
        foreach (var route in publicUrl.WellKnownRoutes(StandardRoutes.AuthorizationServerMetadata, pathBase))
        {
            Document(atRoot, route, (e, c) => e.MetadataAsync(c));
        }
    }

    private static void MapApi(FediverseRoutes routes)
    {
        var anyToken = new RequireScopeAttribute();
        var api = FediverseRoutes.ByAddress(FediversePolicies.Api);
        routes.Serve<MastodonAppsEndpoint>(
            MastodonRoutes.Apps,
            Post,
            (e, c) => e.RegisterAsync(c),
            MastodonCors.Api,
            Api,
            FediverseRoutes.NoBearer,
            FediverseRoutes.ByAddress(FediversePolicies.Registration)
        );
        routes.Serve<MastodonAppsEndpoint>(
            MastodonRoutes.VerifyApp,
            Get,
            (e, c) => e.VerifyAsync(c),
            MastodonCors.Api,
            Api,
            anyToken,
            api,
            MastodonTokens.InQuery
        );
        routes.Serve<MastodonInstanceEndpoint>(
            MastodonRoutes.Instance,
            Get,
            (e, c) => e.InstanceAsync(c),
            MastodonCors.Api,
            Api,
            FediverseRoutes.NoBearer,
            api
        );
    }

    /// <summary>What there is only where users approve applications.</summary>
    private void MapUsers(IEndpointRouteBuilder endpoints, FediverseRoutes routes)
    {
        endpoints.MapAuthorization(authorization.Profile);
        endpoints
            .MapMethods(
                authorization.Profile.AuthorizePath,
                ["DELETE"],
                EndpointMapping.Guard<AuthorizationEndpoint>((e, c) => e.DecideAsync(c, authorization.DenyProfile))
            )
            .WithMetadata(
                OAuth,
                FediverseRoutes.NoBearer,
                FediverseRoutes.ByAddress(authorization.Profile.RateLimitPolicy),
                CorsRule.None
            );
        User(
            MastodonRoutes.VerifyAccount,
            Get,
            (e, c) => e.VerifyAsync(c),
            MastodonCors.Api,
            "profile",
            "read",
            "read:accounts"
        );
        foreach (var path in new[] { MastodonRoutes.UserInfo, MastodonRoutes.UserInfo + MastodonRoutes.JsonSuffix })
        {
            User(path, ["GET", "HEAD", "POST"], (e, c) => e.UserInfoAsync(c), MastodonCors.GetAndPost, "profile");
        }

        void User(
            string route,
            string[] methods,
            Func<MastodonAccountEndpoint, HttpContext, Task> handle,
            CorsRule cors,
            params ImmutableArray<string> scopes
        ) =>
            routes.Serve(
                route,
                methods,
                MastodonUserRule.Before(
                    c => handle(c.RequestServices.GetRequiredService<MastodonAccountEndpoint>(), c),
                    scopes
                ),
                cors,
                Api,
                new RequireScopeAttribute(),
                FediverseRoutes.ByAddress(FediversePolicies.Api),
                MastodonTokens.InQuery
            );
    }

    private static void MapOAuth(FediverseRoutes routes)
    {
        Serve<MastodonTokenEndpoint>(MastodonRoutes.Token, Post, (e, c) => e.HandleAsync(c), MastodonCors.Post);
        Serve<MastodonRevokeEndpoint>(MastodonRoutes.Revoke, Post, (e, c) => e.HandleAsync(c), MastodonCors.Post);
        Serve<MastodonInspectEndpoint>(MastodonRoutes.Introspect, Post, (e, c) => e.IntrospectAsync(c), CorsRule.None);
        Serve<MastodonInspectEndpoint>(MastodonRoutes.TokenInfo, Get, (e, c) => e.TokenInfoAsync(c), CorsRule.None);

        // The original has pages for its administrators there, switched off.
        routes.Serve(
            MastodonRoutes.Applications,
            ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
            context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            },
            CorsRule.None,
            OAuth,
            FediverseRoutes.NoBearer,
            FediverseRoutes.Unlimited
        );

        void Serve<TEndpoint>(string route, string[] methods, Func<TEndpoint, HttpContext, Task> handle, CorsRule cors)
            where TEndpoint : notnull
        {
            foreach (var path in new[] { route, route + MastodonRoutes.JsonSuffix })
            {
                routes.Serve(
                    path,
                    methods,
                    handle,
                    cors,
                    OAuth,
                    FediverseRoutes.NoBearer,
                    FediverseRoutes.ByAddress(FediversePolicies.Token)
                );
            }
        }
    }

    private static void MapDocuments(FediverseRoutes routes)
    {
        Document(routes, NodeInfo.LinksRoute, (e, c) => e.NodeInfoLinksAsync(c));
        Document(routes, NodeInfo.DocumentRoute, (e, c) => e.NodeInfoAsync(c));
    }

    private static void Document(
        FediverseRoutes routes,
        string route,
        Func<MastodonInstanceEndpoint, HttpContext, Task> write
    ) => routes.Serve(route, Get, write, MastodonCors.Get, Api, FediverseRoutes.NoBearer, FediverseRoutes.Unlimited);
}
