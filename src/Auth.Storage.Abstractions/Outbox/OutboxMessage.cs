namespace Auth.Storage;

/// <summary>A mail that is owed. It names the client, not the address, and never holds a link: both are made when it is sent.</summary>
/// <param name="Id">A random identifier.</param>
/// <param name="Kind">Which mail it is; see <see cref="OutboxKinds"/>.</param>
/// <param name="ClientId">The client whose address it goes to.</param>
/// <param name="Reference">What it is about, such as a tier request's id.</param>
/// <param name="CreatedAt">When it was put in.</param>
/// <param name="DueAt">Not to be sent before.</param>
/// <param name="Attempts">How often a worker has claimed it.</param>
public sealed record OutboxMessage(
    string Id,
    string Kind,
    string ClientId,
    string? Reference,
    DateTimeOffset CreatedAt,
    DateTimeOffset DueAt,
    int Attempts = 0
)
{
    /// <summary>Why the last attempt failed: the type of an exception, never its message; <see langword="null"/> when none has failed.</summary>
    public string? LastError { get; init; }
}
