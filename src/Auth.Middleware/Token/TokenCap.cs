using System.Collections.Concurrent;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.Token;

/// <summary>Bounds the live tokens of a client, so that one that asks for a token with every request cannot fill the store.</summary>
/// <remarks>Counts in memory from what the store held at the client's first token on this node; only a client at the cap costs a statement.</remarks>
internal sealed class TokenCap(
    ITokenStore tokens,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private const int MaxClients = 100_000;

    private readonly ConcurrentDictionary<string, StrongBox> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts a token that was just issued and revokes the oldest beyond the cap.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="subject">The user who approved it: users do not push each other's tokens out. Rare enough to look each time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask CountAsync(string clientId, string? subject, CancellationToken cancellationToken)
    {
        var cap = options.CurrentValue.Token.MaxLivePerClient;
        if (subject is not null)
        {
            await tokens.TrimAsync(clientId, subject, cap, cancellationToken);
            return;
        }

        if (!_counts.TryGetValue(clientId, out var count))
        {
            if (_counts.Count >= MaxClients)
            {
                _counts.Clear();
            }

            var live = await tokens.CountLiveAsync(clientId, clock.UtcNow, cancellationToken);
            count = _counts.GetOrAdd(clientId, new StrongBox { Value = live - 1 });
        }

        if (Interlocked.Increment(ref count.Value) > cap)
        {
            await tokens.TrimAsync(clientId, subject: null, cap, cancellationToken);
            // Some of those counted may have expired meanwhile: the next token counts anew.
            _counts.TryRemove(clientId, out _);
        }
    }

    private sealed class StrongBox
    {
        public int Value;
    }
}
