using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Auditing;

/// <summary>Collects what the audit log will hold until <see cref="AuditWriter"/> writes it; bounded, so that a store that stays away costs no memory.</summary>
internal sealed class AuditTrail(
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options,
    ILogger<AuditTrail> logger
) : IAuthEventSink
{
    private const int Capacity = 20_000;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<AuditEntry> _waiting = new();

    /// <summary>What happens once in the life of a client, or only by an operator, is not here.</summary>
    private readonly Dictionary<string, AuditRepeats> _repeats = new(StringComparer.Ordinal)
    {
        [AuditKinds.TokenIssued] = new(TimeSpan.FromDays(1)),
        [AuditKinds.TokensRevoked] = new(TimeSpan.FromDays(1)),
        [AuditKinds.ClientChanged] = new(Hour),
        [AuditKinds.SecretRotated] = new(Hour),
        [AuditKinds.SecretEnded] = new(Hour),
        [AuditKinds.QuotaExceeded] = new(Hour),
        [AuditKinds.AuthenticationFailed] = new(Hour),
        [AuditKinds.AuthorizationGranted] = new(Hour),
        [AuditKinds.AuthorizationDenied] = new(Hour),
        [AuditKinds.AuthorizationRevoked] = new(Hour),
        [AuditKinds.GrantReplayed] = new(Hour),
    };

    private long _lost;

    /// <inheritdoc />
    public ValueTask WriteAsync(AuthEvent fact, CancellationToken cancellationToken)
    {
        if (AuditText.Of(fact) is { } entry)
        {
            Add(entry);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Notes something that the operator at work has done and that is no fact about a client.</summary>
    public void Note(string kind, string? clientId, string? detail) =>
        Add(AuditText.Entry(clock.UtcNow, kind, clientId, OperatorScope.Current, detail));

    /// <summary>Takes what is to be written next.</summary>
    /// <param name="count">How many entries at the most.</param>
    /// <param name="isLast">Whether nothing is counted any longer: the spans that run end too.</param>
    public List<AuditEntry> Take(int count, bool isLast)
    {
        lock (_lock)
        {
            foreach (var entry in _repeats.Values.SelectMany(kind => kind.Close(clock.UtcNow, isLast)))
            {
                Queue(entry);
            }

            if (_lost > 0 && _waiting.Count < Capacity)
            {
                Queue(AuditText.Entry(clock.UtcNow, AuditKinds.EntriesLost, null, null, null, _lost));
                _lost = 0;
            }

            List<AuditEntry> taken = [];
            while (taken.Count < count && _waiting.First is { } next)
            {
                taken.Add(next.Value);
                _waiting.RemoveFirst();
            }

            return taken;
        }
    }

    /// <summary>Takes back what could not be written.</summary>
    public void Return(IReadOnlyList<AuditEntry> entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries.Reverse())
            {
                _waiting.AddFirst(entry);
            }
        }
    }

    private void Add(AuditEntry entry)
    {
        if (options.CurrentValue.Audit.Retention == TimeSpan.Zero)
        {
            return;
        }

        lock (_lock)
        {
            // What an operator did is never folded.
            var due =
                entry.Actor is null && _repeats.TryGetValue(entry.Kind, out var repeats) ? repeats.Count(entry) : entry;
            if (due is not null)
            {
                Queue(due);
            }
        }
    }

    private void Queue(AuditEntry entry)
    {
        if (_waiting.Count < Capacity)
        {
            _waiting.AddLast(entry);
        }
        else if (++_lost == 1)
        {
            Log.AuditLost(logger, Capacity);
        }
    }
}
