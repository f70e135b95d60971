using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.Storage.InMemory;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Hosting;

/// <summary>A host that is mounted in a way that leaves something open or unlimited does not start, and says why.</summary>
public sealed class MountTests
{
    [Fact]
    public async Task Registering_and_not_mounting() =>
        (await FailAsync(new PipelineSetup { Mount = _ => { } })).ShouldContain("UseClientCredentialsAuth was not");

    [Fact]
    public void Mounting_and_not_registering()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        Should
            .Throw<AuthConfigurationException>(() => app.UseClientCredentialsAuth())
            .Message.ShouldContain("AddClientCredentialsAuth");
    }

    [Fact]
    public async Task Authorization_in_front() =>
        (await FailAsync(new PipelineSetup { Before = app => app.UseAuthorization() })).ShouldContain(
            "UseAuthorization stands before UseClientCredentialsAuth"
        );

    [Fact]
    public async Task Routing_behind() =>
        (
            await FailAsync(
                new PipelineSetup
                {
                    Mount = app =>
                    {
                        app.UseClientCredentialsAuth();
                        app.UseRouting();
                    },
                    Map = app => app.MapGet("/", () => "in").RequireScope("read"),
                }
            )
        ).ShouldContain("UseRouting stands behind UseClientCredentialsAuth");

    [Fact]
    public async Task Routing_in_front_is_right()
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Before = app => app.UseRouting(),
                Map = app => app.MapGet("/", () => "in").RequireScope("read"),
            }
        );

        (await host.StatusAsync("/")).ShouldBe(401);
    }

    [Fact]
    public async Task An_operator_API_that_is_open() =>
        (await FailAsync(new PipelineSetup { Map = app => app.MapAuthAdmin("/admin") })).ShouldContain(
            "is open to everybody"
        );

    [Fact]
    public async Task An_operator_API_that_is_opened_again() =>
        (
            await FailAsync(
                new PipelineSetup { Map = app => app.MapAuthAdmin("/admin").RequireAuthorization().AllowAnonymous() }
            )
        ).ShouldContain("is open to everybody");

    [Theory]
    [InlineData("named")]
    [InlineData("built")]
    public async Task An_operator_API_behind_a_policy_is_right(string kind)
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Services = services =>
                    services
                        .AddAuthorizationBuilder()
                        .AddPolicy("operators", policy => policy.RequireAssertion(_ => false)),
                Map = app =>
                    _ =
                        kind == "named"
                            ? app.MapAuthAdmin("/admin").RequireAuthorization("operators")
                            : app.MapAuthAdmin("/admin")
                                .RequireAuthorization(
                                    new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build()
                                ),
            }
        );

        (await host.StatusAsync("/admin/clients")).ShouldBe(401);
    }

    [Fact]
    public async Task A_policy_that_is_not_defined()
    {
        var message = await FailAsync(
            new PipelineSetup
            {
                Settings = new Dictionary<string, string?> { ["Auth:RateLimiting:Policies:thumbnail"] = "5/min" },
                Map = app =>
                {
                    app.MapGet("/a", () => "in").RequireRateLimit("thumbnails").WithDisplayName("Thumb");
                    app.MapGet("/b", () => "in").RequireRateLimit("export").WithDisplayName("Export");
                    app.MapGet("/c", () => "in").RequireRateLimit("Thumbnail");
                    app.MapGet("/d", () => "in").RequireRateLimit("default");
                },
            }
        );

        message.ShouldContain("Thumb names the rate-limit policy 'thumbnails'");
        message.ShouldContain("Export names the rate-limit policy 'export'");
        message.ShouldContain("Auth:RateLimiting:Policies:export");
        message.Split(Environment.NewLine).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("gold")]
    [InlineData("Anonymous")]
    public async Task New_clients_in_a_tier_that_is_none(string tier) =>
        (
            await FailAsync(
                new PipelineSetup { Settings = new Dictionary<string, string?> { ["Auth:Registration:Tier"] = tier } }
            )
        ).ShouldContain($"Auth:Registration:Tier names '{tier}'");

    [Theory]
    [InlineData(typeof(IClientStore))]
    [InlineData(typeof(ITokenStore))]
    [InlineData(typeof(ITierRequestStore))]
    public async Task A_store_that_is_registered_behind(Type contract)
    {
        var message = await FailAsync(
            new PipelineSetup
            {
                Auth = auth =>
                {
                    auth.Services.AddSingleton<IClientStore>(s => new InMemoryClientStore(Database(s)));
                    auth.Services.AddSingleton<ITokenStore>(s => new InMemoryTokenStore(Database(s)));
                    auth.Services.AddSingleton<ITierRequestStore>(s => new InMemoryTierRequestStore(Database(s)));
                },
            }
        );

        message.ShouldContain($"{contract.Name} was registered after AddClientCredentialsAuth");
    }

    [Fact]
    public async Task A_store_that_is_registered_in_front_is_right()
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Services = services =>
                {
                    services.AddSingleton<InMemoryDatabase>();
                    services.AddSingleton<IClientStore>(s => new InMemoryClientStore(Database(s)));
                },
                Map = app => app.MapGet("/", () => "in").RequireScope(),
            }
        );

        (await host.StatusAsync("/", (await host.RegisterAsync()).Token)).ShouldBe(200);
    }

    [Fact]
    public async Task Dialects_whose_endpoints_are_nowhere() =>
        (
            await FailAsync(
                new PipelineSetup
                {
                    Auth = auth => auth.AddOpenverseDialect(),
                    Mount = app => app.UseWhen(_ => true, branch => branch.UseClientCredentialsAuth()),
                }
            )
        ).ShouldContain("MapClientCredentialsAuth");

    [Fact]
    public async Task Everything_is_said_at_once()
    {
        var message = await FailAsync(
            new PipelineSetup
            {
                Mount = _ => { },
                Settings = new Dictionary<string, string?> { ["Auth:Registration:Tier"] = "gold" },
                Map = app =>
                {
                    app.MapAuthAdmin("/admin");
                    app.MapGet("/b", () => "in").RequireRateLimit("export");
                },
            }
        );

        message.Split(Environment.NewLine).Length.ShouldBe(4);
    }

    [Fact]
    public async Task Conventions_may_be_put_on_the_librarys_endpoints()
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Auth = auth => auth.AddOpenverseDialect(),
                Mount = app =>
                {
                    app.MapClientCredentialsAuth().WithMetadata(new RateLimitCostAttribute(7));
                    app.UseClientCredentialsAuth();
                },
            }
        );

        using var response = await host.Http.PostAsync("/v1/auth_tokens/token/", content: null);

        response.Left("token").ShouldBe(593);
    }

    private static InMemoryDatabase Database(IServiceProvider services) =>
        services.GetRequiredService<InMemoryDatabase>();

    private static async Task<string> FailAsync(PipelineSetup setup) =>
        (await Should.ThrowAsync<AuthConfigurationException>(() => PipelineHost.StartAsync(setup))).Message;
}
