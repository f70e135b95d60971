using Auth.Storage;

namespace Auth.Auditing;

/// <summary>Folds what a client can cause at will: of one kind, the first in a span is an entry, and the rest of the span is one more.</summary>
/// <remarks>Plain data: <see cref="AuditTrail"/> serialises access.</remarks>
internal sealed class AuditRepeats(TimeSpan span)
{
    /// <summary>Clients that are told apart in a span; the others share one line.</summary>
    public const int Capacity = 10_000;

    private const string Others = "";

    private readonly Dictionary<string, AuditEntry> _counted = new(StringComparer.Ordinal);
    private long? _span;

    /// <summary>Counts an entry.</summary>
    /// <returns>The entry to write now; <see langword="null"/> when it is told with the others at the end of the span.</returns>
    public AuditEntry? Count(AuditEntry entry)
    {
        var key = entry.ClientId ?? Others;
        if (_counted.Count >= Capacity && !_counted.ContainsKey(key))
        {
            key = Others;
            entry = entry with { ClientId = null, Detail = "more clients than are told apart" };
        }

        if (_counted.TryGetValue(key, out var known))
        {
            _counted[key] = known with
            {
                At = entry.At,
                Count = known.Count + entry.Count,
                Detail = string.Equals(known.Detail, entry.Detail, StringComparison.Ordinal) ? known.Detail : null,
            };
            return null;
        }

        _counted[key] = AuditText.Entry(entry.At, entry.Kind, entry.ClientId, entry.Actor, entry.Detail, count: 0);
        return entry;
    }

    /// <summary>Ends the span if it is over, or in any case.</summary>
    /// <returns>What repeated itself in it.</returns>
    public List<AuditEntry> Close(DateTimeOffset now, bool anyway)
    {
        var current = now.UtcTicks / span.Ticks;
        _span ??= current;
        if (current == _span && !anyway)
        {
            return [];
        }

        _span = current;
        List<AuditEntry> repeated = [.. _counted.Values.Where(entry => entry.Count > 0)];
        _counted.Clear();
        return repeated;
    }
}
