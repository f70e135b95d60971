using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>The context of a database that holds nothing but Auth.</summary>
/// <remarks>A host with a context of its own calls <see cref="AuthModelBuilderExtensions.ApplyAuthModel"/> there instead.</remarks>
/// <param name="options">The provider and its connection.</param>
public sealed class AuthDbContext(DbContextOptions<AuthDbContext> options) : DbContext(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyAuthModel();
}
