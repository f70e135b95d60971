namespace Auth.Storage;

/// <summary>What a store does before it serves and what it says of its health.</summary>
public interface IStoreLifecycle
{
    /// <summary>A short name for logs and health reports, such as <c>SQLite</c>.</summary>
    string Name { get; }

    /// <summary>Whether what was stored survives a restart of the process.</summary>
    bool IsDurable { get; }

    /// <summary>The directory an embedded store keeps its files in; <see langword="null"/> for a store that has none on this machine.</summary>
    string? DataDirectory { get; }

    /// <summary>Makes the store ready, such as by applying migrations. Called once, before the first request; safe on several nodes at once.</summary>
    ValueTask InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Asks the store for a sign of life.</summary>
    /// <exception cref="Exception">The store cannot serve.</exception>
    ValueTask CheckAsync(CancellationToken cancellationToken);
}
