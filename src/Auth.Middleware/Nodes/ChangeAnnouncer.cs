using System.Collections.Concurrent;
using System.Threading.Channels;
using Auth.Storage;

namespace Auth.Nodes;

/// <summary>Tells the other nodes which clients were changed here, until it has been said.</summary>
internal sealed class ChangeAnnouncer(IChangeChannel? channel, NodeId node)
{
    private const int Many = 10_000;

    private readonly ConcurrentDictionary<string, bool> _pending = new(StringComparer.Ordinal);
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Notes a changed client; costs no time.</summary>
    public void Announce(string clientId)
    {
        if (channel is null)
        {
            return;
        }

        // While nothing can be said, memory stays bounded.
        _pending[_pending.Count < Many ? clientId : Notice.Everything] = true;
        _signal.Writer.TryWrite(true);
    }

    /// <summary>Waits for changes and says them.</summary>
    /// <exception cref="Exception">They could not be said; they are kept.</exception>
    public async Task SayAsync(CancellationToken cancellationToken)
    {
        if (_pending.IsEmpty)
        {
            await _signal.Reader.ReadAsync(cancellationToken);
        }

        foreach (var (clientId, _) in _pending)
        {
            // Removed first: a change that comes while this one is being said is said again.
            _pending.TryRemove(clientId, out _);
            try
            {
                await channel!
                    .PublishAsync(new Notice(Notice.Changed, node.Value, clientId).ToString(), cancellationToken)
                    .AsTask()
                    .WaitAsync(TimeSpan.FromSeconds(2), cancellationToken);
            }
            catch
            {
                _pending[clientId] = true;
                throw;
            }
        }
    }
}
