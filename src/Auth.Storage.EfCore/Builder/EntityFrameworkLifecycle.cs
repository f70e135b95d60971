using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>The life of stores in a host's own context: the host owns the schema, so nothing is created here.</summary>
internal sealed class EntityFrameworkLifecycle<TContext>(AuthDatabase<TContext> database) : IStoreLifecycle
    where TContext : DbContext
{
    public string Name => "EntityFramework";

    public bool IsDurable => true;

    public string? DataDirectory => null;

    public bool IsRemote { get; private set; }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">The context does not map the tables of Auth.</exception>
    public async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        await using var lease = await database.OpenAsync(cancellationToken);
        if (lease.Context.Model.FindEntityType(typeof(ClientRow)) is null)
        {
            throw new InvalidOperationException(
                $"{typeof(TContext).Name} does not map the tables of Auth: "
                    + "call modelBuilder.ApplyAuthModel() in its OnModelCreating and add a migration."
            );
        }

        IsRemote = lease.Context.Database.ProviderName is not "Microsoft.EntityFrameworkCore.Sqlite";
    }

    public void Abandon() => database.Abandon();

    public async ValueTask CheckAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            db => db.Set<ClientRow>().AnyAsync(client => client.Id == "", cancellationToken),
            cancellationToken
        );
}
