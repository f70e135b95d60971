using System.Net;
using Auth.Testing;

namespace Recipe;

/// <summary>The recipe of docs/testing.md, as an adopter would write it.</summary>
public sealed class OrdersTests
{
    #region scope
    [Fact]
    public async Task Only_clients_with_the_scope_read_orders()
    {
        await using var host = new OrdersHost();
        var reader = await host.CreateClient().AuthenticateAsync(host.Services, new() { Scopes = ["orders:read"] });
        var other = await host.CreateClient().AuthenticateAsync(host.Services);

        (await reader.GetAsync("/orders")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.GetAsync("/orders")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.CreateClient().GetAsync("/orders")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
    #endregion

    #region clock
    [Fact]
    public async Task A_standard_client_makes_100_requests_a_minute()
    {
        await using var host = new OrdersHost();
        var http = await host.CreateClient().AuthenticateAsync(host.Services, new() { Tier = "standard" });

        for (var i = 0; i < 100; i++)
        {
            (await http.GetAsync("/v1/images/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var refused = await http.GetAsync("/v1/images/");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        host.Clock.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        (await http.GetAsync("/v1/images/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
    #endregion
}
