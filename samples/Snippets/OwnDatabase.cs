using Microsoft.EntityFrameworkCore;

namespace Snippets;

#region context
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyAuthModel();
}
#endregion

internal static class OwnDatabase
{
    public static void Register(WebApplicationBuilder builder)
    {
        #region register
        builder.Services.AddDbContext<ShopContext>(options => options.UseSqlite("Data Source=shop.db"));
        builder.Services.AddClientCredentialsAuth().UseEntityFrameworkStores<ShopContext>();
        #endregion
    }
}
