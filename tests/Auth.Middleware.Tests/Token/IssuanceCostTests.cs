using System.Net;
using System.Text;
using Auth.OAuth;
using Auth.Rig;
using Auth.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Auth.Token;

/// <summary>What a request for a token costs whose client is known.</summary>
public sealed class IssuanceCostTests
{
    [Fact]
    public async Task A_known_client_costs_one_call_of_a_store()
    {
        var faults = new FaultInjector();
        await using var host = await OAuthHost.StartAsync(setup => setup.Builder = faults.Attach);
        var key = await host.RegisterAsync();
        await host.TokenAsync(key);
        faults.Forget();

        await host.TokenAsync(key);

        faults.Calls.ShouldBe(["ITokenStore.AddAsync"]);
    }

    [Fact]
    public async Task A_token_allocates_little_and_waits_for_nothing_in_memory()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        await host.TokenAsync(key);
        var endpoint = host.Of<TokenEndpoint>();
        var authorization = key.Basic.Value;
        var body = Encoding.ASCII.GetBytes("grant_type=client_credentials");

        var nowhere = new Nowhere();
        var bytes = long.MaxValue;
        for (var i = 0; i < 500; i++)
        {
            var context = new DefaultHttpContext();
            context.Connection.RemoteIpAddress = IPAddress.Loopback;
            context.Request.Method = "POST";
            context.Request.ContentType = "application/x-www-form-urlencoded";
            context.Request.ContentLength = body.Length;
            context.Request.Headers.Authorization = authorization;
            context.Request.Body = new MemoryStream(body);
            context.Features.Set<IHttpResponseBodyFeature>(nowhere);
            _ = (context.RequestAborted, context.Response.Headers, context.Response.BodyWriter);

            var before = GC.GetAllocatedBytesForCurrentThread();
            var pending = endpoint.HandleAsync(context);
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);

            pending.IsCompletedSuccessfully.ShouldBeTrue();
            context.Response.StatusCode.ShouldBe(200);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes");
        bytes.ShouldBeLessThanOrEqualTo(3_200);
    }

    [Fact]
    public async Task A_refusal_is_the_stores_own_word()
    {
        var faults = new FaultInjector();
        await using var host = await OAuthHost.StartAsync(setup => setup.Builder = faults.Attach);
        var key = await host.RegisterAsync();
        await host.TokenAsync(key);
        faults.Forget();

        (await host.RequestTokenAsync(key with { Secret = "wrong" })).Status.ShouldBe(401);

        faults.Calls.ShouldContain("IClientStore.FindAsync");
    }
}
