using Auth.Storage.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Storage.PostgreSql;

public sealed class PostgreSqlClientStoreTests : ClientStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => PostgreSqlStores.CreateAsync();
}

public sealed class PostgreSqlTokenStoreTests : TokenStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => PostgreSqlStores.CreateAsync();
}

public sealed class PostgreSqlGrantStoreTests : GrantStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => PostgreSqlStores.CreateAsync();
}

public sealed class PostgreSqlOutboxStoreTests : OutboxStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => PostgreSqlStores.CreateAsync();
}

public sealed class PostgreSqlTierRequestStoreTests : TierRequestStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => PostgreSqlStores.CreateAsync();
}

public sealed class PostgreSqlUsageStoreTests : UsageStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => PostgreSqlStores.CreateAsync();
}

public sealed class PostgreSqlStoreLifecycleTests : StoreLifecycleContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => PostgreSqlStores.CreateAsync();
}

public sealed class PostgreSqlAuditStoreTests : AuditStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => PostgreSqlStores.CreateAsync();
}

public sealed class PostgreSqlSharedCounterTests : SharedCounterContract, IAsyncLifetime
{
    private StoreSet? _stores;
    private ServiceProvider _services = null!;

    public async ValueTask InitializeAsync()
    {
        _services = PostgreSqlStores.Services(await PostgreSqlStores.NewDatabaseAsync());
        _stores = await Doubles.ProviderStores.OpenAsync(_services);
    }

    public ValueTask DisposeAsync() => _stores?.Cleanup() ?? default;

    protected override ValueTask<ISharedCounterStore> OpenAsync() =>
        new(_services.GetRequiredService<ISharedCounterStore>());
}

public sealed class PostgreSqlChangeChannelTests : ChangeChannelContract, IAsyncLifetime
{
    private readonly List<ServiceProvider> _nodes = [];
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await PostgreSqlStores.NewDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    protected override ValueTask<IChangeChannel> OpenAsync()
    {
        _nodes.Add(PostgreSqlStores.Services(_database));
        return new(_nodes[^1].GetRequiredService<IChangeChannel>());
    }
}
