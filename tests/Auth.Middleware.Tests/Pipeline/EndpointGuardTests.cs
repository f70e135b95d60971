using Auth.Dialects.Openverse;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Pipeline;

/// <summary>An endpoint of the library whose dependency fails says so in its own words.</summary>
public sealed class EndpointGuardTests
{
    private static Task<PipelineHost> StartAsync(RequestDelegate fail) =>
        PipelineHost.StartAsync(
            new PipelineSetup
            {
                Environment = "Production",
                Auth = auth => auth.AddOpenverseDialect(),
                Map = app =>
                {
                    app.MapGet("/problem", EndpointGuard.Wrap(fail));
                    app.MapGet("/resource", EndpointGuard.Wrap(fail)).WithOpenverseDialect();
                    app.MapGet("/oauth", EndpointGuard.Wrap(fail))
                        .WithMetadata(new WireFormatMetadata(typeof(OpenverseOAuthWireFormat)));
                },
            }
        );

    [Theory]
    [InlineData("/problem", "application/problem+json", null)]
    [InlineData("/resource", "application/json", null)]
    [InlineData("/oauth", "application/json", "temporarily_unavailable")]
    public async Task A_failure_is_answered_503_in_the_endpoints_format(string path, string type, string? error)
    {
        await using var host = await StartAsync(context =>
        {
            context.Response.StatusCode = 201;
            context.Response.Headers["Set-Cookie"] = "half=done";
            context.Response.Headers.Location = "/half-done";
            throw new TimeoutException("Host=db;Password=secret");
        });

        using var response = await host.GetAsync(path);

        ((int)response.StatusCode).ShouldBe(503);
        response.Header("Content-Type").ShouldBe(type);
        response.RetryAfter().ShouldBe(5);
        response.Header("Cache-Control").ShouldBe("no-store");
        response.Left("burst").ShouldBe(19);
        response.Header("Set-Cookie").ShouldBeNull();
        response.Header("Location").ShouldBeNull();
        response.Header("X-RateLimit-Available-anon_burst").ShouldBe(path == "/problem" ? null : "19");
        var body = await response.JsonAsync();
        body.GetRawText().ShouldNotContain("secret");
        (body.TryGetProperty("error", out var code) ? code.GetString() : null).ShouldBe(error);
        host.Log.Of("EndpointFailed").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_caller_that_hung_up_is_answered_nothing_and_logged_nowhere()
    {
        var entered = new TaskCompletionSource();
        var left = new TaskCompletionSource();
        await using var host = await StartAsync(async context =>
        {
            entered.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
            finally
            {
                left.SetResult();
            }
        });
        using var hangUp = new CancellationTokenSource();
        var pending = host.Http.GetAsync("/problem", hangUp.Token);
        await entered.Task;

        await hangUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => pending);
        await left.Task;
        await host.StopAsync();
        host.Log.Of("EndpointFailed").ShouldBeEmpty();
        host.Log.All.ShouldNotContain(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    [Fact]
    public async Task An_answer_that_has_begun_is_not_mended()
    {
        await using var host = await StartAsync(async context =>
        {
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            throw new TimeoutException();
        });

        await Should.ThrowAsync<Exception>(() => host.GetAsync("/problem"));
    }

    [Fact]
    public async Task A_cancellation_that_is_not_the_callers_is_a_failure()
    {
        await using var host = await StartAsync(_ => throw new TaskCanceledException());

        (await host.StatusAsync("/problem")).ShouldBe(503);
    }
}
