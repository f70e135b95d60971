using Auth.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.Bearer;

/// <summary>An endpoint with RequireScope answers nobody whom the library has not held to its rules.</summary>
public sealed class RequireScopeMountTests
{
    [Fact]
    public async Task Without_the_middleware_the_endpoint_throws()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        await using var app = builder.Build();
        app.MapGet("/", () => "in").RequireScope("read");
        app.MapGroup("/group").RequireScope("read").MapGet("/", () => "in");
        await app.StartAsync();

        foreach (var path in (string[])["/", "/group"])
        {
            var error = await Should.ThrowAsync<InvalidOperationException>(() => app.GetTestClient().GetAsync(path));
            error.Message.ShouldContain("UseClientCredentialsAuth");
        }
    }

    [Fact]
    public async Task An_endpoint_that_is_routed_behind_the_middleware_throws()
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Environment = "Production",
                Map = app =>
                    app.Map(
                        "/branch",
                        branch =>
                        {
                            branch.UseRouting();
                            branch.UseEndpoints(endpoints => endpoints.MapGet("/x", () => "in").RequireScope("read"));
                        }
                    ),
            }
        );
        var caller = await host.RegisterAsync(scopes: ["write"]);

        await Should.ThrowAsync<InvalidOperationException>(() => host.GetAsync("/branch/x"));
        await Should.ThrowAsync<InvalidOperationException>(() => host.GetAsync("/branch/x", caller.Token));
    }

    [Fact]
    public async Task A_pipeline_that_runs_again_for_an_error_page_counts_once_and_checks_again()
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Before = app => app.UseStatusCodePagesWithReExecute("/error"),
                Map = app =>
                {
                    app.MapGet("/missing", () => Results.NotFound());
                    app.MapGet("/error", (HttpContext c) => $"sorry {c.GetCallingClient()?.Id}").RequireScope("read");
                },
            }
        );
        var caller = await host.RegisterAsync(scopes: ["read"]);

        using var allowed = await host.GetAsync("/missing", caller.Token);
        using var refused = await host.GetAsync("/missing");

        (await allowed.Content.ReadAsStringAsync()).ShouldBe($"sorry {caller.Client.Id}");
        allowed.Left("burst").ShouldBe(99);
        refused.Left("burst").ShouldBe(19);
        ((int)refused.StatusCode).ShouldBe(401);
    }
}
