using Auth.Credentials;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.Telemetry;
using Auth.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Bearer.Sessions.Shared;

/// <summary>What other nodes have read of tokens lately: asked under a hard timeout, and not at all while there is no answer or changes are not heard of.</summary>
/// <remarks>
/// An entry is used as if this node had read it itself at that moment: only if it has heard of changes ever since without a gap, and of none
/// of the client. So whatever ends a session in memory ends an entry too, at the same moment.
/// </remarks>
internal sealed class SharedTokens
{
    private const string Unavailable = "unavailable";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly ISharedTokenCache? _cache;
    private readonly ServerKeyring _keys;
    private readonly SessionFreshness _freshness;
    private readonly AuthClock _clock;
    private readonly IOptionsMonitor<ClientCredentialsAuthOptions> _options;
    private readonly AuthMetrics _metrics;
    private readonly ILogger _logger;
    private readonly RecentChanges _changes = new();
    private readonly CircuitBreaker _breaker = new();

    public SharedTokens(
        ServerKeyring keys,
        ClientSessions clients,
        SessionFreshness freshness,
        AuthClock clock,
        IOptionsMonitor<ClientCredentialsAuthOptions> options,
        AuthMetrics metrics,
        ILogger<SharedTokens> logger,
        ISharedTokenCache? cache = null
    )
    {
        (_keys, _freshness, _clock, _options, _metrics, _logger) = (keys, freshness, clock, options, metrics, logger);
        if (options.CurrentValue.Bearer.SharedCache)
        {
            _cache = cache;
            clients.Changing = _changes.Note;
        }
    }

    private TimeSpan Lifetime => _freshness.Lifetime(_options.CurrentValue.Bearer);

    /// <summary>Looks for a token.</summary>
    /// <returns>What was found, and where to leave what is read instead; <see langword="null"/> when there is no answer.</returns>
    public async ValueTask<SharedPlace?> FindAsync(TokenHash token)
    {
        if (_cache is null)
        {
            return null;
        }

        var now = _clock.Milliseconds;
        if (!_freshness.ChangesArrive || !_breaker.MayAsk(now))
        {
            _metrics.SharedTokenSought(Unavailable);
            return null;
        }

        var heard = _changes.Count;
        var seal = new SharedEntrySeal(_keys.Current, token);
        if (await AskAsync(giveUp => _cache.FindAsync(seal.Name, giveUp)) is not { } answer)
        {
            _metrics.SharedTokenSought(Unavailable);
            return null;
        }

        _changes.Date(heard, answer.Turn);
        var entry = answer.Entry is { } box ? seal.Open(box) : null;
        var age = answer.Milliseconds - entry?.ReadAt ?? 0;
        var isCurrent = entry is not null && IsCurrent(entry, age, answer.Turn);
        _metrics.SharedTokenSought(
            isCurrent ? "hit"
            : entry is not null ? "outdated"
            : answer.Entry is not null ? "unreadable"
            : "miss"
        );
        TokenReading? known = isCurrent ? new TokenReading(new(entry!.Token, entry.Client), now - age) : null;
        return new SharedPlace(seal, answer.Turn, answer.Milliseconds, now, known);
    }

    /// <summary>Leaves there what was read from the store; nobody waits for that.</summary>
    public void Leave(SharedPlace place, TokenLookup found)
    {
        var lifetime = Lifetime - TimeSpan.FromMilliseconds(_clock.Milliseconds - place.AskedAt);
        var rest = TokenReading.Rest(found, _clock.UtcNow);
        lifetime = rest < lifetime ? rest : lifetime;
        if (lifetime > TimeSpan.Zero)
        {
            var entry = place.Seal.Seal(new SharedEntry(place.Turn, place.Time, found.Token, found.Client));
            _ = AskAsync(giveUp => _cache!.PutAsync(place.Seal.Name, entry, place.Turn, lifetime, giveUp));
        }
    }

    private bool IsCurrent(SharedEntry entry, long age, long turn) =>
        entry.Turn < turn
        && age >= 0
        && age < Lifetime.TotalMilliseconds
        && !_changes.Outdate(entry.Client.Id, entry.Turn);

    private async Task<T?> AskAsync<T>(Func<CancellationToken, ValueTask<T>> ask)
    {
        try
        {
            var answer = await Deadline.AskAsync(ask, Patience, _clock.Provider);
            if (_breaker.Succeed())
            {
                Log.SharedTokensUp(_logger, _cache!.Name);
            }

            return answer;
        }
        catch (Exception e)
        {
            if (_breaker.Fail(_clock.Milliseconds))
            {
                Log.SharedTokensDown(_logger, e, _cache!.Name);
            }

            return default;
        }
    }
}
