namespace Auth.Storage.EfCore;

/// <summary>A writer's turn at the gate; disposing it lets the next one in.</summary>
internal readonly struct WriteTurn : IDisposable
{
    private readonly SemaphoreSlim? _gate;

    private WriteTurn(SemaphoreSlim? gate) => _gate = gate;

    public static async ValueTask<WriteTurn> TakeAsync(SemaphoreSlim? gate, CancellationToken cancellationToken)
    {
        if (gate is not null)
        {
            await gate.WaitAsync(cancellationToken);
        }

        return new WriteTurn(gate);
    }

    public void Dispose() => _gate?.Release();
}
