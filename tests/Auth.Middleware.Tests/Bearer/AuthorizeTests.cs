using System.Net;
using System.Security.Claims;
using Auth.Pipeline;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Bearer;

/// <summary>The framework's own authorization over the library's scheme, which is the host's only one.</summary>
public sealed class AuthorizeTests
{
    [Fact]
    public async Task Authorize_lets_tokens_in_and_keeps_others_out()
    {
        await using var host = await PipelineHost.StartAsync(app =>
            app.MapGet("/", [Authorize] (ClaimsPrincipal user) => user.Identity!.Name)
        );
        var caller = await host.RegisterAsync();

        using var response = await host.GetAsync("/", caller.Token);

        (await response.Content.ReadAsStringAsync()).ShouldBe(caller.Client.Id);
        (await host.StatusAsync("/")).ShouldBe(401);
    }

    /// <summary>A valid token is no short cut past what the host has put into the framework's authorization.</summary>
    [Theory]
    [InlineData("handler")]
    [InlineData("default policy")]
    [InlineData("policy provider")]
    [InlineData("result handler")]
    public async Task Whoever_else_judges_is_asked_about_a_plain_Authorize(string judge)
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Services = services =>
                    _ = judge switch
                    {
                        "handler" => services.AddSingleton<IAuthorizationHandler, Nobody>(),
                        "result handler" => services.AddSingleton<IAuthorizationMiddlewareResultHandler, Nobody>(),
                        "policy provider" => services.AddSingleton<IAuthorizationPolicyProvider, Nobody>(),
                        _ => services.AddAuthorizationBuilder().SetDefaultPolicy(Nobody.Policy).Services,
                    },
                Map = app =>
                {
                    app.MapGet("/", () => "in").RequireAuthorization();
                    app.MapGet("/anybody", () => "in").RequireAuthorization().AllowAnonymous();
                },
            }
        );
        var caller = await host.RegisterAsync();

        (await host.StatusAsync("/", caller.Token)).ShouldBe(403);
        (await host.StatusAsync("/anybody")).ShouldBe(200);
    }

    [Fact]
    public async Task A_policy_sees_the_claims_of_the_client()
    {
        await using var host = await StartWithPolicyAsync(policy =>
            policy
                .RequireClaim(AuthClaims.Scope, "orders:read")
                .RequireClaim(AuthClaims.Tier, "enhanced")
                .RequireAssertion(context => context.User.HasClaim(c => c.Type == AuthClaims.ClientName))
        );
        var allowed = await host.RegisterAsync("enhanced", ["orders:write", "orders:read"]);
        var wrongScope = await host.RegisterAsync("enhanced", ["orders:write"]);
        var wrongTier = await host.RegisterAsync("standard", ["orders:read"]);

        (await host.StatusAsync("/", allowed.Token)).ShouldBe(200);
        (await host.StatusAsync("/", wrongTier.Token)).ShouldBe(403);
        using var refused = await host.GetAsync("/", wrongScope.Token);
        refused.Challenge().ShouldContain("error=\"insufficient_scope\"");
        await refused.ProblemAsync();
    }

    [Fact]
    public async Task A_policy_may_name_the_scheme()
    {
        await using var host = await StartWithPolicyAsync(policy =>
            policy
                .AddAuthenticationSchemes(ClientCredentialsAuthDefaults.AuthenticationScheme)
                .RequireAuthenticatedUser()
        );
        var caller = await host.RegisterAsync();

        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        using var refused = await host.GetAsync("/");
        refused.Challenge().ShouldBe(Answers.Missing);
    }

    [Fact]
    public async Task The_host_may_give_the_scheme_another_name()
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Scheme = "Keys",
                Map = app =>
                    app.MapGet("/", (ClaimsPrincipal user) => user.Identity!.AuthenticationType)
                        .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "Keys" }),
            }
        );
        var caller = await host.RegisterAsync();

        using var response = await host.GetAsync("/", caller.Token);

        (await response.Content.ReadAsStringAsync()).ShouldBe("Keys");
    }

    [Theory]
    [InlineData("/open")]
    [InlineData("/authorize")]
    [InlineData("/scope")]
    [InlineData("/both")]
    public async Task The_calling_client_is_known_to_the_endpoint(string path)
    {
        CallingClient? seen = null;
        await using var host = await PipelineHost.StartAsync(app =>
        {
            foreach (var route in (string[])["/open", "/authorize", "/scope", "/both"])
            {
                var endpoint = app.MapGet(route, (HttpContext context) => seen = context.GetCallingClient());
                _ = route is "/authorize" or "/both" ? endpoint.RequireAuthorization() : endpoint;
                _ = route is "/scope" or "/both" ? endpoint.RequireScope("read") : endpoint;
            }
        });
        var caller = await host.RegisterAsync("enhanced", ["read", "write"], verified: false);

        (await host.StatusAsync(path, caller.Token)).ShouldBe(200);
        var first = seen.ShouldNotBeNull();
        await host.StatusAsync("/open");

        (first.Id, first.Name, first.Tier).ShouldBe((caller.Client.Id, caller.Client.Name, "enhanced"));
        first.Verified.ShouldBeFalse();
        first.Scopes.ShouldBe(["read", "write"]);
        seen.ShouldBeNull();
    }

    [Fact]
    public async Task The_principal_that_requests_share_refuses_to_be_changed()
    {
        ClaimsPrincipal? user = null;
        await using var host = await PipelineHost.StartAsync(app =>
            app.MapGet("/", (HttpContext context) => Results.Ok((user = context.User).Identity!.Name))
        );
        var caller = await host.RegisterAsync();
        await host.StatusAsync("/", caller.Token);
        var first = user.ShouldNotBeNull();
        await host.StatusAsync("/", caller.Token);

        user.ShouldBeSameAs(first);
        var identity = (ClaimsIdentity)first.Identity!;
        Should.Throw<InvalidOperationException>(() => identity.AddClaim(new Claim("role", "admin")));
        Should.Throw<InvalidOperationException>(() => identity.AddClaims([new Claim("role", "admin")]));
        Should.Throw<InvalidOperationException>(() => identity.RemoveClaim(identity.Claims.First()));
        Should.Throw<InvalidOperationException>(() => identity.TryRemoveClaim(identity.Claims.First()));
        Should.Throw<InvalidOperationException>(() => first.AddIdentity(new ClaimsIdentity("other")));
        Should.Throw<InvalidOperationException>(() => first.AddIdentities([new ClaimsIdentity("other")]));
        first.Clone().Identities.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Properties_of_a_ticket_belong_to_one_request()
    {
        await using var host = await PipelineHost.StartAsync(app =>
            app.MapGet(
                "/",
                async (HttpContext context) =>
                {
                    var result = await context.AuthenticateAsync(ClientCredentialsAuthDefaults.AuthenticationScheme);
                    var before = result.Properties!.Items.Count;
                    result.Properties.Items["seen"] = "yes";
                    return before;
                }
            )
        );
        var caller = await host.RegisterAsync();
        await host.StatusAsync("/", caller.Token);

        using var second = await host.GetAsync("/", caller.Token);

        (await second.Content.ReadAsStringAsync()).ShouldBe("0");
    }

    [Theory]
    [InlineData("/named")]
    [InlineData("/plain")]
    public async Task Claims_that_the_host_adds_stay_with_their_request(string path)
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Services = services => services.AddScoped<IClaimsTransformation, CountingTransformation>(),
                Map = app =>
                {
                    app.MapGet("/plain", Visits).RequireAuthorization();
                    app.MapGet("/named", Visits)
                        .RequireAuthorization(policy =>
                            policy
                                .AddAuthenticationSchemes(ClientCredentialsAuthDefaults.AuthenticationScheme)
                                .RequireAuthenticatedUser()
                        );
                },
            }
        );
        var caller = await host.RegisterAsync();

        for (var i = 0; i < 3; i++)
        {
            using var response = await host.GetAsync(path, caller.Token);
            (await response.Content.ReadAsStringAsync()).ShouldBe("1");
        }

        static string Visits(ClaimsPrincipal user) =>
            $"{user.FindAll("visit").DistinctBy(claim => claim.Value).Count()}";
    }

    [Fact]
    public async Task An_endpoint_that_reads_no_bearer_token_has_none_for_the_scheme_either()
    {
        await using var host = await PipelineHost.StartAsync(app => app.MapAuthAdmin("/admin").RequireAuthorization());
        var caller = await host.RegisterAsync();

        (await host.StatusAsync("/admin/clients", caller.Token)).ShouldBe(401);
    }

    private static Task<PipelineHost> StartWithPolicyAsync(Action<AuthorizationPolicyBuilder> policy) =>
        PipelineHost.StartAsync(
            new PipelineSetup
            {
                Services = services => services.AddAuthorizationBuilder().AddPolicy("tested", policy),
                Map = app => app.MapGet("/", () => "in").RequireAuthorization("tested"),
            }
        );

    private sealed class CountingTransformation : IClaimsTransformation
    {
        private static int _count;

        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            var visit = new Claim("visit", $"{Interlocked.Increment(ref _count)}");
            ((ClaimsIdentity)principal.Identity!).AddClaim(visit);
            return Task.FromResult(principal);
        }
    }

    /// <summary>Lets nobody in, at each of the places where a host may say so.</summary>
    private sealed class Nobody
        : IAuthorizationHandler,
            IAuthorizationPolicyProvider,
            IAuthorizationMiddlewareResultHandler
    {
        public static AuthorizationPolicy Policy { get; } =
            new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();

        public Task HandleAsync(AuthorizationHandlerContext context)
        {
            context.Fail();
            return Task.CompletedTask;
        }

        public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(Policy);

        public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(null);

        public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
            Task.FromResult<AuthorizationPolicy?>(Policy);

        public Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult
        )
        {
            context.Response.StatusCode = 403;
            return Task.CompletedTask;
        }
    }
}
