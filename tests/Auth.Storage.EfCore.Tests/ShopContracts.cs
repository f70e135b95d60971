using Auth.Storage.Contracts;

namespace Auth.Storage.EfCore;

public sealed class ShopClientStoreTests : ClientStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.ScopedAsync();
}

public sealed class ShopTokenStoreTests : TokenStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.ScopedAsync();
}

public sealed class ShopGrantStoreTests : GrantStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.ScopedAsync();
}

public sealed class ShopOutboxStoreTests : OutboxStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.ScopedAsync();
}

public sealed class ShopTierRequestStoreTests : TierRequestStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.ScopedAsync();
}

public sealed class ShopUsageStoreTests : UsageStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.ScopedAsync();
}

public sealed class ShopStoreLifecycleTests : StoreLifecycleContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.ScopedAsync();
}

public sealed class PooledShopTokenStoreTests : TokenStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.PooledAsync();
}

public sealed class ShopRoleStoreTests : RoleStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.ScopedAsync();
}

public sealed class ShopAccessKeyStoreTests : AccessKeyStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.ScopedAsync();
}

public sealed class ShopClientAccessTests : ClientAccessContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.ScopedAsync();
}

public sealed class ShopAuditStoreTests : AuditStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ShopStores.ScopedAsync();
}
