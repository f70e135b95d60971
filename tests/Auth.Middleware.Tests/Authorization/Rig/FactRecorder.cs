using System.Collections.Concurrent;

namespace Auth.Authorization;

/// <summary>Keeps the facts it is told.</summary>
internal sealed class FactRecorder : IAuthEventSink
{
    private readonly ConcurrentQueue<AuthEvent> _facts = new();

    /// <summary>Waits for a fact; facts are told in the background.</summary>
    public async Task<T> NextAsync<T>()
        where T : AuthEvent
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (_facts.OfType<T>().FirstOrDefault() is { } fact)
            {
                return fact;
            }

            await Task.Delay(10, deadline.Token);
        }
    }

    public ValueTask WriteAsync(AuthEvent fact, CancellationToken cancellationToken)
    {
        _facts.Enqueue(fact);
        return ValueTask.CompletedTask;
    }
}
