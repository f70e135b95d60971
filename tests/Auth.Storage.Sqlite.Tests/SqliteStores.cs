using Auth.Storage.Contracts;
using Auth.Storage.Doubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Storage.Sqlite;

/// <summary>Stores over a SQLite file.</summary>
internal static class SqliteStores
{
    /// <summary>Makes stores over a new file that is removed with them.</summary>
    public static async ValueTask<StoreSet> CreateAsync(Action<DbContextOptionsBuilder>? configure = null)
    {
        var directory = new TemporaryDirectory();
        return await ProviderStores.OpenAsync(Services(directory.File("auth.db"), configure), directory);
    }

    /// <summary>The container of one process over a file.</summary>
    public static ServiceProvider Services(string file, Action<DbContextOptionsBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        new ServiceCollectionStorageBuilder(services).UseSqlite($"Data Source={file}", configure);
        return services.BuildServiceProvider();
    }
}
