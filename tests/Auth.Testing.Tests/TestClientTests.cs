using System.Net;
using Auth;
using Auth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Recipe;

/// <summary>What the helper promises.</summary>
public sealed class TestClientTests
{
    [Fact]
    public async Task A_token_ends_when_it_is_told_to()
    {
        await using var host = new OrdersHost();
        var client = new TestClient { Scopes = ["orders:read"], TokenLifetime = TimeSpan.FromMinutes(2) };
        var http = await host.CreateClient().AuthenticateAsync(host.Services, client);

        (await http.GetAsync("/orders")).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        (await http.GetAsync("/orders")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_unverified_client_has_the_limits_of_its_address()
    {
        await using var host = new OrdersHost();
        var http = await host.CreateClient().AuthenticateAsync(host.Services, new() { Verified = false });

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 21; i++)
        {
            statuses.Add((await http.GetAsync("/v1/images/")).StatusCode);
        }

        statuses.Take(20).ShouldAllBe(status => status == HttpStatusCode.OK);
        statuses[20].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Clients_are_told_apart_and_tiers_are_theirs()
    {
        await using var host = new OrdersHost();
        var enhanced = await host.CreateClient().AuthenticateAsync(host.Services, new() { Tier = "enhanced" });
        var first = await enhanced.GetAsync("/v1/images/");
        var second = await (await host.CreateClient().AuthenticateAsync(host.Services)).GetAsync("/v1/images/");

        first.Headers.GetValues("RateLimit-Policy").Single().ShouldContain("q=200");
        second.Headers.GetValues("RateLimit").Single().ShouldContain("r=99");
    }

    [Fact]
    public async Task A_host_that_refuses_the_token_says_so_to_the_test()
    {
        await using var host = new OrdersHost();
        var strict = host.WithWebHostBuilder(builder =>
            Microsoft.AspNetCore.TestHost.WebHostBuilderExtensions.ConfigureTestServices(
                builder,
                services =>
                    services.Configure<AuthEvents>(events =>
                        events.OnTokenIssuing = context =>
                        {
                            context.Reject(OAuthErrors.UnauthorizedClient);
                            return ValueTask.CompletedTask;
                        }
                    )
            )
        );

        var error = await Should.ThrowAsync<InvalidOperationException>(() => strict.Services.IssueTestTokenAsync());

        error.Message.ShouldContain(OAuthErrors.UnauthorizedClient.Description);
    }
}
