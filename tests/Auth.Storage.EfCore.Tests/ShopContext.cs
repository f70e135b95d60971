using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>The context of a host, with a table of its own beside ours.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyAuthModel();
}

public sealed class Order
{
    public int Id { get; set; }

    public required string Title { get; set; }
}
