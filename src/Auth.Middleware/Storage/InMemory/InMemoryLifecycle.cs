namespace Auth.Storage.InMemory;

/// <summary>An in-memory store is ready at once and forgets everything with the process.</summary>
internal sealed class InMemoryLifecycle : IStoreLifecycle
{
    public string Name => "InMemory";

    public bool IsDurable => false;

    public string? DataDirectory => null;

    public ValueTask InitializeAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CheckAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
