namespace Auth.Storage;

/// <summary>A client's wish for another tier, and what became of it.</summary>
/// <param name="Id">A random identifier.</param>
/// <param name="ClientId">Who asks.</param>
/// <param name="Tier">The tier asked for.</param>
/// <param name="Reason">Why, in the developer's words.</param>
/// <param name="CreatedAt">When it was asked.</param>
/// <param name="Status">Open, granted or not.</param>
/// <param name="Note">The operator's answer.</param>
/// <param name="DecidedAt">When it was decided; <see langword="null"/> while pending.</param>
public sealed record TierRequest(
    string Id,
    string ClientId,
    string Tier,
    string Reason,
    DateTimeOffset CreatedAt,
    TierRequestStatus Status = TierRequestStatus.Pending,
    string? Note = null,
    DateTimeOffset? DecidedAt = null
);

/// <summary>Where a <see cref="TierRequest"/> stands.</summary>
public enum TierRequestStatus
{
    /// <summary>Nobody has decided yet.</summary>
    Pending,

    /// <summary>The client has the tier.</summary>
    Approved,

    /// <summary>The client keeps the tier it had.</summary>
    Declined,
}
