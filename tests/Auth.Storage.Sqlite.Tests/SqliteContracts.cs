using Auth.Storage.Contracts;

namespace Auth.Storage.Sqlite;

public sealed class SqliteClientStoreTests : ClientStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => SqliteStores.CreateAsync();
}

public sealed class SqliteTokenStoreTests : TokenStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => SqliteStores.CreateAsync();
}

public sealed class SqliteGrantStoreTests : GrantStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => SqliteStores.CreateAsync();
}

public sealed class SqliteOutboxStoreTests : OutboxStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => SqliteStores.CreateAsync();
}

public sealed class SqliteTierRequestStoreTests : TierRequestStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => SqliteStores.CreateAsync();
}

public sealed class SqliteUsageStoreTests : UsageStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => SqliteStores.CreateAsync();
}

public sealed class SqliteStoreLifecycleTests : StoreLifecycleContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => SqliteStores.CreateAsync();
}

public sealed class SqliteRoleStoreTests : RoleStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => SqliteStores.CreateAsync();
}

public sealed class SqliteAccessKeyStoreTests : AccessKeyStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => SqliteStores.CreateAsync();
}

public sealed class SqliteClientAccessTests : ClientAccessContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => SqliteStores.CreateAsync();
}

public sealed class SqliteAuditStoreTests : AuditStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => SqliteStores.CreateAsync();
}
