using System.Security.Claims;
using Auth.Pipeline;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Hooks;

/// <summary>A host adds to principals, or refuses tokens.</summary>
public sealed class TokenValidatedTests
{
    private static Task<PipelineHost> StartAsync(
        Func<TokenValidatedContext, ValueTask> hook,
        Action<IServiceCollection>? services = null
    ) =>
        PipelineHost.StartAsync(
            new PipelineSetup
            {
                Services = services ?? (_ => { }),
                Auth = auth => auth.AddEvents(events => events.OnTokenValidated = hook),
                Map = app =>
                    app.MapGet("/plan", (ClaimsPrincipal user) => user.FindFirstValue("plan") ?? "none").RequireScope(),
            }
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Claims_are_added_once_for_each_cached_token(bool transforms)
    {
        var calls = 0;
        await using var host = await StartAsync(
            context =>
            {
                calls++;
                context.AddClaim("plan", $"gold of {context.Client.Tier}, {context.Token.Scopes[0]}");
                return ValueTask.CompletedTask;
            },
            services =>
            {
                if (transforms)
                {
                    services.AddSingleton<IClaimsTransformation, Unchanged>();
                }
            }
        );
        var caller = await host.RegisterAsync(scopes: ["read"]);

        for (var i = 0; i < 3; i++)
        {
            using var response = await host.GetAsync("/plan", caller.Token);
            (await response.Content.ReadAsStringAsync()).ShouldBe("gold of standard, read");
        }

        calls.ShouldBe(1);
    }

    [Fact]
    [Trait("rfc", "6750-3.1")]
    public async Task A_refused_token_is_answered_like_an_unknown_one()
    {
        await using var host = await StartAsync(context =>
        {
            context.Reject();
            return ValueTask.CompletedTask;
        });
        var caller = await host.RegisterAsync();

        using var response = await host.GetAsync("/plan", caller.Token);

        ((int)response.StatusCode).ShouldBe(401);
        response.Headers.WwwAuthenticate.ToString().ShouldContain("error=\"invalid_token\"");
    }

    [Fact]
    public async Task A_hook_that_throws_is_503_and_not_401()
    {
        await using var host = await StartAsync(_ => throw new IOException("directory is down"));
        var caller = await host.RegisterAsync();

        (await host.StatusAsync("/plan", caller.Token)).ShouldBe(503);
    }

    private sealed class Unchanged : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) => Task.FromResult(principal);
    }
}
