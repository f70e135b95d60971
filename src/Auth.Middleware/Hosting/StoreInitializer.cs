using Auth.Credentials;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auth.Hosting;

/// <summary>Makes the store ready before anything is served, and fails the start while keys are not in order.</summary>
internal sealed class StoreInitializer(
    IStoreLifecycle store,
    IServiceProvider services,
    IHostEnvironment environment,
    ILogger<StoreInitializer> logger
) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await store.InitializeAsync(cancellationToken);
        services.GetRequiredService<ServerKeyring>();
        if (!store.IsDurable && !environment.IsDevelopment())
        {
            Log.StoreNotDurable(logger, store.Name);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
