using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.AccessControl;

/// <summary>The roles in memory: read again after a change on this node, and after the cache lifetime for changes on others.</summary>
internal sealed class RoleCache(
    IRoleStore roles,
    RoleChanges changes,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Entry? _entry;

    public void Dispose() => _turn.Dispose();

    /// <summary>The roles; from memory for nothing.</summary>
    public async ValueTask<RoleGraph> GetAsync(CancellationToken cancellationToken)
    {
        if (Current() is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return Current() ?? await ReadAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private RoleGraph? Current() =>
        Volatile.Read(ref _entry) is { } entry
        && entry.Changes == changes.Count
        && clock.Milliseconds < entry.ValidUntil
            ? entry.Graph
            : null;

    private async ValueTask<RoleGraph> ReadAsync(CancellationToken cancellationToken)
    {
        var before = changes.Count;
        var graph = new RoleGraph(await roles.ListAsync(cancellationToken));
        var lifetime = (long)options.CurrentValue.Bearer.CacheLifetime.TotalMilliseconds;
        Volatile.Write(ref _entry, new Entry(graph, before, clock.Milliseconds + lifetime));
        return graph;
    }

    private sealed record Entry(RoleGraph Graph, long Changes, long ValidUntil);
}
