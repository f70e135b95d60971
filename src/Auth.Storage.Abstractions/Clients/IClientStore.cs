namespace Auth.Storage;

/// <summary>Holds the registered clients.</summary>
/// <remarks>
/// Every change is one conditional statement or one transaction, right under READ COMMITTED. Failures of the store itself surface as
/// exceptions; outcomes a caller can cause are values. A client that has lapsed (<see cref="Client.HasLapsed"/>) may be returned until it
/// is removed: callers compare times, stores never read a clock.
/// </remarks>
public interface IClientStore
{
    /// <summary>Finds a client by its id, compared ordinally.</summary>
    /// <returns>The client with its secrets, or <see langword="null"/>.</returns>
    ValueTask<Client?> FindAsync(string clientId, CancellationToken cancellationToken);

    /// <summary>Finds a client by its <see cref="Client.UniqueName"/>, compared ordinally.</summary>
    /// <returns>The client with its secrets, or <see langword="null"/>.</returns>
    ValueTask<Client?> FindByUniqueNameAsync(string uniqueName, CancellationToken cancellationToken);

    /// <summary>Adds a client and, in the same transaction, the mail that its registration owes.</summary>
    /// <remarks>
    /// A lapsed client with the same <see cref="Client.UniqueName"/> is removed in the same transaction, so its name is free the moment it
    /// lapses. Of N concurrent callers with one name exactly one is answered <see cref="AddClientOutcome.Added"/>. Not idempotent.
    /// </remarks>
    /// <param name="client">The client; <see cref="Client.Version"/> is stored as 1.</param>
    /// <param name="mail">The message to put in the outbox, or <see langword="null"/>.</param>
    /// <param name="now">Decides which clients have lapsed.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is then stored.</param>
    ValueTask<AddClientOutcome> AddAsync(
        Client client,
        OutboxMessage? mail,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );

    /// <summary>Replaces a client if nobody has changed it since it was read.</summary>
    /// <remarks>Compares <see cref="Client.Version"/> and stores it increased by one, in one statement.</remarks>
    /// <returns><see langword="true"/> when replaced; <see langword="false"/> when the version has moved on or the client is gone.</returns>
    /// <exception cref="InvalidOperationException">Another client has the same <see cref="Client.UniqueName"/>; nothing was changed.</exception>
    ValueTask<bool> TryUpdateAsync(Client client, CancellationToken cancellationToken);

    /// <summary>Removes a client with its tokens, grants, outbox messages, tier requests and usage, in one transaction. Idempotent.</summary>
    /// <returns>Whether there was such a client.</returns>
    ValueTask<bool> RemoveAsync(string clientId, CancellationToken cancellationToken);

    /// <summary>Reads a page of clients, newest first (then by id, descending).</summary>
    /// <returns>At most <see cref="ClientQuery.Limit"/> clients; empty behind the last page or when <c>After</c> names no client.</returns>
    ValueTask<IReadOnlyList<Client>> PageAsync(ClientQuery query, CancellationToken cancellationToken);

    /// <summary>Reads a page of the clients that have <see cref="Client.Access"/>, by its type and then by id.</summary>
    /// <param name="after">The last client of the page before; <see langword="null"/> for the first page.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<Client>> PageWithAccessAsync(Client? after, int limit, CancellationToken cancellationToken);

    /// <summary>Removes clients that lapsed at or before <paramref name="before"/>, with all that belongs to them.</summary>
    /// <returns>The ids removed, at most <paramref name="batch"/>.</returns>
    ValueTask<IReadOnlyList<string>> RemoveLapsedAsync(
        DateTimeOffset before,
        int batch,
        CancellationToken cancellationToken
    );
}
