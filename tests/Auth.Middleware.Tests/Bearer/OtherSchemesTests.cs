using System.Net;
using System.Security.Claims;
using Auth.Pipeline;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Bearer;

/// <summary>The scheme beside others of the host.</summary>
public sealed class OtherSchemesTests
{
    private const string Ours = ClientCredentialsAuthDefaults.AuthenticationScheme;

    [Theory]
    [InlineData("Cookies")]
    [InlineData(null)]
    [Trait("attack", "65")]
    public async Task Authorize_without_a_scheme_keeps_meaning_what_the_host_meant(string? named)
    {
        await using var host = await StartWithCookiesAsync(named);
        var caller = await host.RegisterAsync();

        using var anonymous = await host.GetAsync("/account");
        using var client = await host.GetAsync("/account", caller.Token);

        foreach (var response in (HttpResponseMessage[])[anonymous, client])
        {
            response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            response.Headers.Location!.AbsolutePath.ShouldBe("/Account/Login");
        }
    }

    [Fact]
    [Trait("attack", "65")]
    public async Task A_signed_in_user_of_the_host_stays_the_user()
    {
        await using var host = await StartWithCookiesAsync("Cookies");

        using var signIn = await host.GetAsync("/sign-in");
        var cookie = signIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var caller = await host.RegisterAsync();

        (await ReadAsync("/account", token: null)).ShouldBe("jane");
        (await ReadAsync("/account", caller.Token)).ShouldBe("jane");
        (await ReadAsync("/open", caller.Token)).ShouldBe($"user: jane client: {caller.Client.Id}");
        (await ReadAsync("/orders", caller.Token)).ShouldNotBeEmpty();

        async Task<string> ReadAsync(string path, string? token)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", cookie);
            request.Headers.Authorization = token is null ? null : new("Bearer", token);
            using var response = await host.Http.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task A_client_is_the_user_where_a_token_is_asked_for_and_known_everywhere()
    {
        await using var host = await StartWithCookiesAsync("Cookies");
        var caller = await host.RegisterAsync();

        using var asked = await host.GetAsync("/orders", caller.Token);
        using var open = await host.GetAsync("/open", caller.Token);
        using var named = await host.GetAsync("/named", caller.Token);

        (await asked.Content.ReadAsStringAsync()).ShouldBe(caller.Client.Id);
        (await named.Content.ReadAsStringAsync()).ShouldBe(caller.Client.Id);
        (await open.Content.ReadAsStringAsync()).ShouldBe($"user:  client: {caller.Client.Id}");
    }

    [Fact]
    public async Task The_host_may_make_it_the_default_scheme()
    {
        await using var host = await StartWithCookiesAsync(Ours);
        var caller = await host.RegisterAsync();

        (await host.StatusAsync("/account", caller.Token)).ShouldBe(200);
        using var refused = await host.GetAsync("/account");
        refused.Challenge().ShouldBe(Answers.Missing);
    }

    [Theory]
    [InlineData(typeof(JwtBearerHandler), null, 200, 200)]
    [InlineData(typeof(DerivedJwtBearerHandler), null, 200, 200)]
    [InlineData(typeof(JwtBearerHandler), "Refuse", 401, 401)]
    [InlineData(typeof(OpaqueHandler), null, 401, 401)]
    [InlineData(typeof(OpaqueHandler), "Ignore", 200, 401)]
    public async Task A_bearer_token_of_another_form_is_left_to_a_scheme_that_reads_such_tokens(
        Type handler,
        string? setting,
        int open,
        int users
    )
    {
        await using var host = await StartWithBearerAsync(handler, ("Auth:Bearer:ForeignTokens", setting));

        (await host.StatusAsync("/open", "a.b.c")).ShouldBe(open);
        (await host.StatusAsync("/users", "a.b.c")).ShouldBe(users);
        (await host.StatusAsync("/orders", "a.b.c")).ShouldBe(401);
    }

    [Fact]
    public async Task A_forged_token_of_our_form_is_refused_though_others_are_left_alone()
    {
        await using var host = await StartWithBearerAsync(typeof(JwtBearerHandler));
        var token = (await host.RegisterAsync()).Token;
        var forged = token[..^1] + (token[^1] == 'a' ? 'b' : 'a');

        (await host.StatusAsync("/open", forged)).ShouldBe(401);
        (await host.StatusAsync("/open", token)).ShouldBe(200);
    }

    [Theory]
    [InlineData("/ours-first")]
    [InlineData("/ours-last")]
    [Trait("attack", "65")]
    public async Task A_policy_of_several_schemes_is_challenged_by_each(string path)
    {
        await using var host = await StartWithBearerAsync(typeof(JwtBearerHandler));
        var caller = await host.RegisterAsync();

        (await host.StatusAsync(path, "a.b.c")).ShouldBe(200);
        (await host.StatusAsync(path, caller.Token)).ShouldBe(403);
        using var response = await host.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response
            .Headers.GetValues("WWW-Authenticate")
            .ShouldBe([Answers.Missing, "Bearer realm=\"users\""], ignoreOrder: true);
    }

    private static Task<PipelineHost> StartWithCookiesAsync(string? defaultScheme) =>
        PipelineHost.StartAsync(
            new PipelineSetup
            {
                Services = services =>
                    (defaultScheme is null ? services.AddAuthentication() : services.AddAuthentication(defaultScheme))
                        .AddCookie("Cookies")
                        .Services.AddDataProtection()
                        .UseEphemeralDataProtectionProvider(),
                Map = app =>
                {
                    app.MapGet("/account", [Authorize] (ClaimsPrincipal user) => user.Identity!.Name);
                    app.MapGet("/orders", (ClaimsPrincipal user) => user.Identity!.Name).RequireScope();
                    app.MapGet(
                        "/open",
                        (HttpContext c) => $"user: {c.User.Identity?.Name} client: {c.GetCallingClient()?.Id}"
                    );
                    app.MapGet("/named", (ClaimsPrincipal user) => user.Identity!.Name)
                        .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = Ours });
                    app.MapGet("/sign-in", (HttpContext context) => context.SignInAsync("Cookies", Jane("Cookies")));
                },
            }
        );

    private static Task<PipelineHost> StartWithBearerAsync(
        Type handler,
        params (string Key, string? Value)[] settings
    ) =>
        PipelineHost.StartAsync(
            new PipelineSetup
            {
                Settings = settings.ToDictionary(s => s.Key, s => s.Value),
                Services = services =>
                    services
                        .AddTransient(handler)
                        .AddAuthentication(options =>
                            options.AddScheme("Users", scheme => scheme.HandlerType = handler)
                        ),
                Map = app =>
                {
                    app.MapGet("/open", () => "open");
                    app.MapGet("/orders", () => "orders").RequireScope();
                    app.MapGet("/users", () => "users")
                        .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "Users" });
                    app.MapGet("/ours-first", () => "in").RequireAuthorization(policy => Users(policy, Ours, "Users"));
                    app.MapGet("/ours-last", () => "in").RequireAuthorization(policy => Users(policy, "Users", Ours));
                },
            }
        );

    private static void Users(AuthorizationPolicyBuilder policy, params string[] schemes) =>
        policy.AddAuthenticationSchemes(schemes).RequireClaim(ClaimTypes.Name);

    private static ClaimsPrincipal Jane(string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "jane")], scheme));

    /// <summary>A scheme that reads no bearer tokens.</summary>
    private sealed class OpaqueHandler : IAuthenticationHandler
    {
        private HttpContext _context = null!;

        public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
        {
            _context = context;
            return Task.CompletedTask;
        }

        public Task<AuthenticateResult> AuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

        public Task ChallengeAsync(AuthenticationProperties? properties)
        {
            _context.Response.StatusCode = 401;
            return Task.CompletedTask;
        }

        public Task ForbidAsync(AuthenticationProperties? properties) => Task.CompletedTask;
    }
}
