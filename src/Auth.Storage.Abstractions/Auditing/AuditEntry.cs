namespace Auth.Storage;

/// <summary>One line of the audit log. Never holds a secret, a token or a full address.</summary>
/// <param name="Id">A random identifier: an entry that is written again is the same entry.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What happened, such as <c>client_changed</c>.</param>
/// <param name="ClientId">The client it is about, which may be gone by now; <see langword="null"/> for none.</param>
/// <param name="Actor">The operator who did it; <see langword="null"/> when no operator did.</param>
/// <param name="Detail">What else is known, in a few words.</param>
/// <param name="Count">How often it happened: more than once where an entry stands for many.</param>
public sealed record AuditEntry(
    string Id,
    DateTimeOffset At,
    string Kind,
    string? ClientId,
    string? Actor,
    string? Detail,
    long Count = 1
);
