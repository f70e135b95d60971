using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auth.Hosting;

/// <summary>Hosts with a Startup class, where nothing is added by itself.</summary>
public sealed class ClassicHostTests
{
    [Fact]
    public async Task A_host_with_UseRouting_and_UseEndpoints_is_served()
    {
        using var host = await StartAsync(app =>
        {
            app.UseRouting();
            app.UseClientCredentialsAuth();
            app.UseEndpoints(Map);
        });
        var http = host.GetTestClient();

        using var open = await http.GetAsync("/open");
        using var scope = await http.GetAsync("/scope");
        using var authorize = await http.GetAsync("/authorize");
        using var dialect = await http.PostAsync("/v1/auth_tokens/token/", content: null);

        ((int)open.StatusCode).ShouldBe(200);
        open.Headers.Contains("RateLimit").ShouldBeTrue();
        ((int)scope.StatusCode).ShouldBe(401);
        ((int)authorize.StatusCode).ShouldBe(401);
        ((int)dialect.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task A_host_that_routes_behind_does_not_start()
    {
        var error = await Should.ThrowAsync<AuthConfigurationException>(() =>
            StartAsync(app =>
            {
                app.UseClientCredentialsAuth();
                app.UseRouting();
                app.UseEndpoints(Map);
            })
        );

        error.Message.ShouldContain("UseRouting stands behind UseClientCredentialsAuth");
    }

    [Fact]
    public async Task A_host_may_use_it_for_a_part_of_its_requests()
    {
        using var host = await StartAsync(app =>
        {
            app.UseRouting();
            app.UseWhen(
                context => context.Request.Path.StartsWithSegments("/open", StringComparison.OrdinalIgnoreCase),
                branch => branch.UseClientCredentialsAuth()
            );
            app.UseAuthorization();
            app.UseEndpoints(Map);
        });
        var http = host.GetTestClient();

        using var open = await http.GetAsync("/open");
        open.Headers.Contains("RateLimit").ShouldBeTrue();
        await Should.ThrowAsync<InvalidOperationException>(() => http.GetAsync("/scope"));
    }

    private static void Map(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/open", () => "in");
        endpoints.MapGet("/scope", () => "in").RequireScope("read");
        endpoints.MapGet("/authorize", () => "in").RequireAuthorization();
    }

    private static Task<IHost> StartAsync(Action<IApplicationBuilder> configure) =>
        new HostBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureWebHost(web =>
                web.UseTestServer()
                    .ConfigureServices(services =>
                    {
                        services.AddRouting();
                        services.AddClientCredentialsAuth().AddOpenverseDialect();
                    })
                    .Configure(configure)
            )
            .StartAsync();
}
