using Auth.Storage.Contracts;
using Auth.Storage.Doubles;
using Auth.Storage.PostgreSql;
using Auth.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(PostgreSqlStores))]

namespace Auth.Storage.PostgreSql;

/// <summary>Stores over databases of one cluster, which ends with the test run.</summary>
public sealed class PostgreSqlStores : IAsyncDisposable
{
    /// <summary>Races make writers wait for each other's rows, longer on a busy machine than a caller would be made to.</summary>
    private const string Patience = ";Command Timeout=60";

    private static readonly Lazy<Task<PostgreSqlServer>> Shared = new(PostgreSqlServer.StartNewAsync);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).DisposeAsync();
        }
    }

    internal static Task<PostgreSqlServer> ServerAsync() => Shared.Value;

    /// <summary>Makes stores over a new database.</summary>
    internal static async ValueTask<StoreSet> CreateAsync(Action<DbContextOptionsBuilder>? configure = null) =>
        await ProviderStores.OpenAsync(Services(await NewDatabaseAsync() + Patience, configure));

    /// <summary>Makes an empty database.</summary>
    internal static async Task<string> NewDatabaseAsync() => await (await ServerAsync()).CreateDatabaseAsync();

    /// <summary>The container of one process over a database.</summary>
    internal static ServiceProvider Services(string connectionString, Action<DbContextOptionsBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        new ServiceCollectionStorageBuilder(services).UsePostgreSql(connectionString, configure);
        return services.BuildServiceProvider();
    }
}
