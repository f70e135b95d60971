using Auth.Pipeline;
using Auth.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Health;

/// <summary>The health check says whether the store serves.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_host_is_ready_while_its_store_answers()
    {
        var store = new Lifecycle();
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Services = services => services.AddHealthChecks().AddClientCredentialsAuth(),
                Auth = auth => auth.UseStore<IStoreLifecycle>(_ => store),
                Map = app =>
                {
                    app.MapHealthChecks("/ready", new() { Predicate = check => check.Tags.Contains("ready") });
                    app.MapHealthChecks("/live", new() { Predicate = _ => false });
                },
            }
        );

        (await host.StatusAsync("/ready")).ShouldBe(200);
        store.Failure = new TimeoutException();
        (await host.StatusAsync("/ready")).ShouldBe(503);
        (await host.StatusAsync("/live")).ShouldBe(200);
        store.Failure = new TaskCanceledException();
        (await host.StatusAsync("/ready")).ShouldBe(503);
        store.Failure = null;
        (await host.StatusAsync("/ready")).ShouldBe(200);
    }

    private sealed class Lifecycle : IStoreLifecycle
    {
        public Exception? Failure { get; set; }

        public string Name => "Test";

        public bool IsDurable => false;

        public string? DataDirectory => null;

        public ValueTask InitializeAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask CheckAsync(CancellationToken cancellationToken) =>
            Failure is { } failure ? throw failure : ValueTask.CompletedTask;
    }
}
