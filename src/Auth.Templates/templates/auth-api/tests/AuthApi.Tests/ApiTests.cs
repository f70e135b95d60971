using System.Net;
using Auth.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace AuthApi.Tests;

public sealed class ApiTests
{
    [Fact]
    public async Task Only_clients_with_the_scope_read_orders()
    {
        await using var host = new ApiHost();
        var reader = await host.CreateClient().AuthenticateAsync(host.Services, new() { Scopes = ["orders:read"] });
        var other = await host.CreateClient().AuthenticateAsync(host.Services);

        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/orders")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/orders")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.CreateClient().GetAsync("/orders")).StatusCode);
    }

    [Fact]
    public async Task A_standard_client_makes_100_requests_a_minute()
    {
        await using var host = new ApiHost();
        var client = await host.CreateClient().AuthenticateAsync(host.Services, new() { Tier = "standard" });

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
        }

        var refused = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        host.Clock.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
    }

    /// <summary>The API in memory, on a clock that the test moves.</summary>
    private sealed class ApiHost : WebApplicationFactory<Program>
    {
        public ManualTimeProvider Clock { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("Auth:Storage", "InMemory");
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
        }
    }
}
