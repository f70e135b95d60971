using Auth.Rig;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Fediverse;

/// <summary>What scripts of other origins may do, with and without a CORS policy of the host's own.</summary>
public sealed class CorsTests
{
    private static readonly (string, string) Origin = ("Origin", "https://app.example");

    [Theory]
    [InlineData("/api/v1/apps", "POST", "POST, PUT, DELETE, GET, PATCH, OPTIONS")]
    [InlineData("/api/v1/apps/verify_credentials", "GET", "POST, PUT, DELETE, GET, PATCH, OPTIONS")]
    [InlineData("/api/v1/instance/", "GET", "POST, PUT, DELETE, GET, PATCH, OPTIONS")]
    [InlineData("/oauth/token", "POST", "POST")]
    [InlineData("/oauth/revoke", "POST", "POST")]
    [InlineData("/.well-known/oauth-authorization-server", "GET", "GET")]
    [InlineData("/.well-known/nodeinfo", "GET", "GET")]
    [InlineData("/nodeinfo/2.0", "GET", "GET")]
    public async Task A_preflight_is_answered(string path, string method, string methods)
    {
        foreach (var hasPolicy in (bool[])[false, true])
        {
            await using var host = await StartAsync(hasPolicy);

            var reply = await host.SendAsync(
                HttpMethod.Options,
                path,
                content: null,
                Origin,
                ("Access-Control-Request-Method", method),
                ("Access-Control-Request-Headers", "authorization, x-thing")
            );

            reply.Status.ShouldBe(200);
            reply.Body.ShouldBeEmpty();
            reply.Header("Access-Control-Allow-Origin").ShouldBe("*");
            reply.Header("Access-Control-Allow-Methods").ShouldBe(methods);
            reply.Header("Access-Control-Allow-Headers").ShouldBe("authorization, x-thing");
            reply.Header("Access-Control-Max-Age").ShouldBe("7200");
            reply.Header("Access-Control-Allow-Credentials").ShouldBeNull();
            reply.Header("Vary")!.ShouldContain("Origin");
        }
    }

    [Theory]
    [InlineData("/oauth/introspect", "POST")]
    [InlineData("/oauth/token/info", "GET")]
    [InlineData("/oauth/applications", "GET")]
    public async Task Nothing_is_offered_elsewhere_whatever_the_hosts_policy(string path, string method)
    {
        await using var host = await StartAsync(hasPolicy: true);

        var preflight = await host.SendAsync(
            HttpMethod.Options,
            path,
            content: null,
            Origin,
            ("Access-Control-Request-Method", method)
        );
        var request = await host.SendAsync(new HttpMethod(method), path, content: null, Origin);

        foreach (var reply in (WireReply[])[preflight, request])
        {
            reply.Headers.ShouldNotContain(header =>
                header.Key.StartsWith("Access-Control-Allow", StringComparison.OrdinalIgnoreCase)
            );
        }
    }

    [Fact]
    public async Task The_host_keeps_its_policy_everywhere_else()
    {
        await using var host = await StartAsync(hasPolicy: true);

        var reply = await host.GetAsync("/own", Origin);

        reply.Header("Access-Control-Allow-Origin").ShouldBe("https://app.example");
    }

    [Fact]
    public async Task Scripts_may_read_the_limits_also_of_a_refusal()
    {
        await using var host = await StartAsync(hasPolicy: true);
        WireReply reply;
        do
        {
            reply = await host.SendAsync(HttpMethod.Post, "/api/v1/apps", content: null, Origin);
            reply.Header("Access-Control-Allow-Origin").ShouldBe("*");
            reply
                .Header("Access-Control-Expose-Headers")!
                .ShouldStartWith(
                    "Link, Mastodon-Async-Refresh, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id"
                );
        } while (reply.Status != 429);
    }

    [Theory]
    [InlineData("/api/v1/apps", "POST")]
    [InlineData("/oauth/token", "POST")]
    [InlineData("/oauth/revoke", "POST")]
    [InlineData("/api/v1/instance", "GET")]
    [InlineData("/.well-known/nodeinfo", "GET")]
    public async Task GoToSocial_offers_the_same_everywhere(string path, string method)
    {
        await using var host = await StartAsync(hasPolicy: true);

        var preflight = await host.SendAsync(
            HttpMethod.Options,
            FediverseHost.GoToSocial + path,
            content: null,
            Origin,
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", "x-thing")
        );
        var request = await host.SendAsync(
            new HttpMethod(method),
            FediverseHost.GoToSocial + path,
            content: null,
            Origin
        );

        preflight.Status.ShouldBe(204);
        preflight.Header("Access-Control-Allow-Origin").ShouldBe("*");
        preflight.Header("Access-Control-Allow-Methods").ShouldBe("POST,PUT,DELETE,GET,PATCH,OPTIONS");
        preflight
            .Header("Access-Control-Allow-Headers")!
            .ShouldStartWith("Origin,Content-Length,Content-Type,Authorization");
        preflight.Header("Access-Control-Max-Age").ShouldBe("120");
        preflight.Header("X-Ratelimit-Limit").ShouldBeNull();
        request.Header("Access-Control-Allow-Origin").ShouldBe("*");
        request
            .Header("Access-Control-Expose-Headers")!
            .ShouldStartWith("Link,X-Ratelimit-Reset,X-Ratelimit-Limit,X-Ratelimit-Remaining,X-Request-Id");
    }

    private static Task<FediverseHost> StartAsync(bool hasPolicy) =>
        FediverseHost.StartAsync(setup =>
        {
            if (hasPolicy)
            {
                setup.Builder = auth =>
                    auth.Services.AddCors(cors =>
                        cors.AddDefaultPolicy(policy => policy.WithOrigins("https://app.example").AllowAnyHeader())
                    );
                setup.Before = app => app.UseCors();
            }

            setup.Map = app => app.MapGet("/own", () => "own");
        });
}
