using Auth.Storage.Contracts;

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
