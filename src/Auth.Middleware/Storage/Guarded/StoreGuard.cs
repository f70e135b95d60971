using Auth.Telemetry;
using Auth.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Storage.Guarded;

/// <summary>Keeps callers from waiting for a store over the network that has fallen silent.</summary>
/// <remarks>
/// A slow call is no outage, and neither is a failed one. When a call takes long or fails, the store is asked for a sign of life. When neither that nor
/// anything else is answered either, everybody who waits is sent away, nobody is let in, and signs of life are asked for until there is one.
/// </remarks>
internal sealed class StoreGuard(
    IStoreLifecycle store,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options,
    AuthMetrics metrics,
    ILogger<StoreGuard> logger
) : IDisposable
{
    private readonly SignsOfLife _signs = new(store, clock.Provider);
    private readonly Lock _lock = new();
    private CancellationTokenSource _outage = new();
    private Task<bool>? _judgement;
    private volatile bool _isDown;

    /// <summary>Whether the store is taken for down.</summary>
    public bool IsDown => _isDown;

    public void Dispose() => _outage.Dispose();

    /// <summary>Asks the store, and waits for as long as it is not taken for down.</summary>
    /// <remarks>A call is not cancelled with its caller: the driver would hold a thread until the server has taken note.</remarks>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public ValueTask<T> AskAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        if (!store.IsRemote)
        {
            return call(cancellationToken);
        }

        if (_isDown)
        {
            metrics.StoreRefused();
            return ValueTask.FromException<T>(new StoreUnavailableException(store.Name));
        }

        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<T>(cancellationToken)
            : WatchAsync(call(CancellationToken.None).AsTask(), cancellationToken);
    }

    /// <inheritdoc cref="AskAsync{T}" />
    public ValueTask AskAsync(Func<CancellationToken, ValueTask> call, CancellationToken cancellationToken) =>
        store.IsRemote ? WatchAsync(call, cancellationToken) : call(cancellationToken);

    private async ValueTask WatchAsync(Func<CancellationToken, ValueTask> call, CancellationToken cancellationToken) =>
        await AskAsync(
            async token =>
            {
                await call(token);
                return true;
            },
            cancellationToken
        );

    private async ValueTask<T> WatchAsync<T>(Task<T> answer, CancellationToken cancellationToken)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            Volatile.Read(ref _outage).Token
        );
        while (!await IsAnsweredSoonAsync(answer, leave.Token) && !leave.IsCancellationRequested)
        {
            await Task.WhenAny(answer, IsDownAsync());
        }

        if (!answer.IsCompleted)
        {
            // Its end is nobody's any more, but that it has one is news.
            _ = answer.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
            metrics.StoreRefused();
            throw new StoreUnavailableException(store.Name);
        }

        try
        {
            var result = await answer;
            _signs.Heard();
            return result;
        }
        catch (Exception e) when (answer.IsFaulted)
        {
            if (await IsDownAsync())
            {
                metrics.StoreRefused();
                throw new StoreUnavailableException(store.Name, e);
            }

            throw;
        }
    }

    private TimeSpan PatienceTimes(double share) =>
        options.CurrentValue.Store.Patience is var patience && patience == Timeout.InfiniteTimeSpan
            ? patience
            : patience * share;

    /// <summary>Waits a while. Nothing is thrown: an answer that comes in the very moment the time is up is an answer.</summary>
    private async ValueTask<bool> IsAnsweredSoonAsync(Task answer, CancellationToken leave)
    {
        await answer
            .WaitAsync(PatienceTimes(0.4), clock.Provider, leave)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return answer.IsCompleted;
    }

    private void Ended(Task answer)
    {
        if (answer.IsCompletedSuccessfully)
        {
            _signs.Heard();
        }
        else
        {
            _ = answer.Exception; // Observed.
        }
    }

    /// <summary>Judges whether the store is down; all who ask at the same time share one judgement.</summary>
    private Task<bool> IsDownAsync()
    {
        lock (_lock)
        {
            return _isDown ? Task.FromResult(true) : _judgement ??= Task.Run(JudgeAsync);
        }
    }

    private async Task<bool> JudgeAsync()
    {
        var failure = await _signs.AwaitAsync(PatienceTimes(0.6));
        CancellationTokenSource outage;
        lock (_lock)
        {
            _judgement = null;
            if (failure is null)
            {
                return false;
            }

            _isDown = true;
            outage = _outage;
        }

        Log.StoreDown(logger, failure, store.Name);
        metrics.StoreFailed();
        store.Abandon();
        _ = Task.Run(ReturnAsync);
        await outage.CancelAsync();
        return true;
    }

    private async Task ReturnAsync()
    {
        await _signs.ReturnAsync();
        lock (_lock)
        {
            _outage = new CancellationTokenSource();
            _isDown = false;
        }

        Log.StoreUp(logger, store.Name);
    }
}
