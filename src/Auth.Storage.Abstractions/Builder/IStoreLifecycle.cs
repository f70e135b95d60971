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

    /// <summary>Whether calls travel over a network and may hang: then nobody is made to wait for a store that has fallen silent.</summary>
    /// <value>The default is <see langword="false"/>: a store in the process or on its disk is waited for.</value>
    bool IsRemote => false;

    /// <summary>Makes the store ready, such as by applying migrations. Called once, before the first request; safe on several nodes at once.</summary>
    ValueTask InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Asks the store for a sign of life.</summary>
    /// <exception cref="Exception">The store cannot serve.</exception>
    ValueTask CheckAsync(CancellationToken cancellationToken);

    /// <summary>Called when a remote store has fallen silent and all callers were told so: transactions on their way must not be committed any more.</summary>
    /// <remarks>A caller who was told 503 tries again, and must not find that the first attempt has taken the name or used up the code.</remarks>
    void Abandon() { }
}
