using System.Globalization;
using Auth.Rig;
using Auth.Storage;
using Auth.TestKit;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(PostgreSqlDatabases))]

namespace Auth.Rig;

/// <summary>A server that ends with the test run. Each host gets a copy of a database whose tables are there already.</summary>
public sealed class PostgreSqlDatabases : IAsyncDisposable
{
    private const string Template = "auth_template";

    private static readonly Lazy<Task<PostgreSqlServer>> Shared = new(StartAsync);
    private static int _port;
    private static int _copies;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).DisposeAsync();
        }
    }

    /// <summary>Makes a copy.</summary>
    /// <returns>Its name.</returns>
    internal static async Task<string> CopyAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"copy{Interlocked.Increment(ref _copies)}");
        var server = await Shared.Value;
        await server.QueryAsync($"CREATE DATABASE {name} TEMPLATE {Template}");
        _port = server.Port;
        return name;
    }

    internal static async Task DropAsync(string name) =>
        await (await Shared.Value).QueryAsync($"DROP DATABASE {name} WITH (FORCE)");

    /// <summary>The connection string of a copy. Races make writers wait for each other, longer on a busy machine than callers would be made to.</summary>
    internal static string ConnectionOf(string name) =>
        $"Host=127.0.0.1;Port={_port};Database={name};Username=postgres;Timeout=60;Command Timeout=60;Maximum Pool Size=32";

    private static async Task<PostgreSqlServer> StartAsync()
    {
        var server = await PostgreSqlServer.StartNewAsync();
        await server.QueryAsync($"CREATE DATABASE {Template}");
        var services = new ServiceCollection();
        services
            .AddClientCredentialsAuth()
            .UsePostgreSql($"Host=127.0.0.1;Port={server.Port};Database={Template};Username=postgres;Pooling=False");
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IStoreLifecycle>().InitializeAsync(CancellationToken.None);
        return server;
    }
}
