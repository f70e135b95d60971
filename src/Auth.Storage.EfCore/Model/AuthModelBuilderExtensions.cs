using Auth.Storage.EfCore;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Maps the tables of Auth into a host's own context.</summary>
public static class AuthModelBuilderExtensions
{
    /// <summary>Adds the tables of Auth to a model. Call it in <see cref="DbContext.OnModelCreating"/>.</summary>
    /// <remarks>
    /// All tables begin with <c>Auth</c>. Times are UTC ticks (<see langword="long"/>), hashes are 32 bytes and lists are JSON text, so the
    /// schema is the same on every relational provider. The rows are internal: the stores are the only way in.
    /// </remarks>
    /// <param name="modelBuilder">The builder of the host's model.</param>
    /// <returns>The same builder.</returns>
    public static ModelBuilder ApplyAuthModel(this ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        return modelBuilder
            .ApplyConfiguration(new ClientTable())
            .ApplyConfiguration(new TokenTable())
            .ApplyConfiguration(new GrantTable())
            .ApplyConfiguration(new OutboxTable())
            .ApplyConfiguration(new TierRequestTable())
            .ApplyConfiguration(new UsageTable())
            .ApplyConfiguration(new ClientUseTable())
            .ApplyConfiguration(new SecretUseTable())
            .ApplyConfiguration(new RoleTable())
            .ApplyConfiguration(new AccessKeyTable())
            .ApplyConfiguration(new AuditTable());
    }
}
