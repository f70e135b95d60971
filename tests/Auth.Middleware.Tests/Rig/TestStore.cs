using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auth.Rig;

/// <summary>Where a test's host keeps its data; gone with the host.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private DirectoryInfo? _directory;
    private string? _file;
    private string? _database;

    private TestStore() { }

    public static async Task<TestStore> CreateAsync(StoreKind kind) =>
        kind switch
        {
            StoreKind.Sqlite => InNewDirectory(),
            StoreKind.PostgreSql => new TestStore { _database = await PostgreSqlDatabases.CopyAsync() },
            _ => new TestStore(),
        };

    /// <summary>A SQLite file that stays.</summary>
    public static TestStore InFile(string file) => new() { _file = file };

    /// <summary>Has a host use it.</summary>
    public void Use(ClientCredentialsAuthBuilder auth)
    {
        if (_file is not null)
        {
            auth.UseSqlite($"Data Source={_file};Pooling=False");
        }

        if (_database is null)
        {
            return;
        }

        auth.UsePostgreSql(PostgreSqlDatabases.ConnectionOf(_database));
        auth.Services.Configure<ClientCredentialsAuthOptions>(options =>
        {
            options.ServerKey ??= Convert.ToBase64String(new byte[32]);
            // Days pass at once here, and the server could not answer in between.
            options.Store.Patience = Timeout.InfiniteTimeSpan;
        });
        // Counted on the clock that the test moves, as on the other stores, and not on the server's.
        auth.Services.RemoveAll<ISharedCounterStore>().RemoveAll<IChangeChannel>();
    }

    private static TestStore InNewDirectory()
    {
        var directory = Directory.CreateTempSubdirectory("auth-wire-");
        return new TestStore { _directory = directory, _file = Path.Combine(directory.FullName, "auth.db") };
    }

    public async ValueTask DisposeAsync()
    {
        _directory?.Delete(recursive: true);
        if (_database is not null)
        {
            await PostgreSqlDatabases.DropAsync(_database);
        }
    }
}
