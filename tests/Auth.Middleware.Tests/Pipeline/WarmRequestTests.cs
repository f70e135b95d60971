using Auth.Bearer;
using Auth.RateLimiting;
using Auth.RateLimiting.Together;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Auth.Pipeline;

/// <summary>What a request costs whose token is cached.</summary>
public sealed class WarmRequestTests
{
    /// <summary>The request's own record of 40 bytes, and the text of the RateLimit header.</summary>
    [Theory]
    [InlineData("standard", 192, false)]
    [InlineData("exempt", 48, false)]
    [InlineData("standard", 192, true)]
    public async Task A_warm_request_allocates_little_and_waits_for_nothing(string tier, int ceiling, bool isShared)
    {
        // With shared counters, from units that the node has reserved.
        await using var host = isShared
            ? await SharedHost.StartAsync(new ModelCounterStore(() => Limits.Start))
            : await PipelineHost.StartAsync(app =>
                app.MapGet("/", () => "in").RequireScope().WithDisplayName("tested")
            );
        var caller = await host.RegisterAsync(tier);
        host.Edit(
            ("Auth:RateLimiting:Tiers:standard:burst", "1000000/min"),
            ("Auth:RateLimiting:Tiers:standard:sustained", "10000000/day")
        );
        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        var middleware = ActivatorUtilities.CreateInstance<AuthMiddleware>(
            host.Services,
            new Onward(_ => Task.CompletedTask, _ => Task.CompletedTask)
        );
        var endpoint = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.Single(e => e.DisplayName == "tested");
        var authorization = new StringValues($"Bearer {caller.Token}");
        var context = new DefaultHttpContext();
        var (request, response) = (new HttpRequestFeature(), new HttpResponseFeature());
        var features = new FeatureCollection(16);

        var bytes = long.MaxValue;
        for (var i = 0; i < 2_000; i++)
        {
            Renew();
            context.SetEndpoint(endpoint);
            context.Request.Headers.Authorization = authorization;
            context.Features.Get<AuthRequest>().ShouldBeNull();

            var before = GC.GetAllocatedBytesForCurrentThread();
            var pending = middleware.InvokeAsync(context);
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
            pending.IsCompletedSuccessfully.ShouldBeTrue();
        }

        context.Response.StatusCode.ShouldBe(200);
        context.Response.Headers.ContainsKey("RateLimit").ShouldBe(tier == "standard");
        context.GetCallingClient()!.Id.ShouldBe(caller.Client.Id);
        TestContext.Current.TestOutputHelper?.WriteLine($"{tier}: {bytes} bytes");
        bytes.ShouldBeLessThanOrEqualTo(ceiling);

        // As a server does with the next request on a connection: collections keep their room.
        void Renew()
        {
            request.Headers.Clear();
            response.Headers.Clear();
            features.Set<AuthRequest>(null);
            features.Set<IHttpAuthenticationFeature>(null);
            features.Set<IHttpRequestFeature>(request);
            features.Set<IHttpResponseFeature>(response);
            context.Uninitialize();
            context.Initialize(features);
        }
    }
}
