namespace Auth.Storage;

/// <summary>One page of the audit log; what is <see langword="null"/> matches everything.</summary>
public sealed record AuditQuery
{
    /// <summary>Only entries about this client.</summary>
    public string? ClientId { get; init; }

    /// <summary>Only entries of this kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Only what this operator did.</summary>
    public string? Actor { get; init; }

    /// <summary>Only entries of this time and later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only entries before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Where the page before ended; <see langword="null"/> for the first page.</summary>
    public AuditPosition? After { get; init; }

    /// <summary>How many entries at the most; at least 1.</summary>
    public required int Limit { get; init; }
}

/// <summary>A place in the audit log. It stays where it is when the entry at it is removed.</summary>
/// <param name="At">The time of the entry there.</param>
/// <param name="Id">The id of the entry there.</param>
public readonly record struct AuditPosition(DateTimeOffset At, string Id);
