namespace Auth.Storage;

/// <summary>One of a client's secrets. A client has several while a rotation overlaps.</summary>
/// <param name="Id">A random identifier that may be shown and logged.</param>
/// <param name="Hash">The secret's hash.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="ExpiresAt">From when on it is refused; <see langword="null"/> while it has no end.</param>
public sealed record ClientSecret(string Id, SecretHash Hash, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt)
{
    /// <summary>Whether the secret may still be used at <paramref name="now"/>: its end itself is too late.</summary>
    public bool IsLive(DateTimeOffset now) => ExpiresAt is null || now < ExpiresAt;
}
