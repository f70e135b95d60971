using Auth.Storage.Contracts;

namespace Auth.Storage.InMemory;

public sealed class InMemoryClientStoreTests : ClientStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ValueTask.FromResult(InMemoryStores.Create());
}

public sealed class InMemoryTokenStoreTests : TokenStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ValueTask.FromResult(InMemoryStores.Create());
}

public sealed class InMemoryGrantStoreTests : GrantStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ValueTask.FromResult(InMemoryStores.Create());
}

public sealed class InMemoryOutboxStoreTests : OutboxStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ValueTask.FromResult(InMemoryStores.Create());
}

public sealed class InMemoryTierRequestStoreTests : TierRequestStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ValueTask.FromResult(InMemoryStores.Create());
}

public sealed class InMemoryUsageStoreTests : UsageStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ValueTask.FromResult(InMemoryStores.Create());
}

public sealed class InMemoryStoreLifecycleTests : StoreLifecycleContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ValueTask.FromResult(InMemoryStores.Create());
}

public sealed class InMemoryRoleStoreTests : RoleStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ValueTask.FromResult(InMemoryStores.Create());
}

public sealed class InMemoryAccessKeyStoreTests : AccessKeyStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ValueTask.FromResult(InMemoryStores.Create());
}

public sealed class InMemoryClientAccessTests : ClientAccessContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ValueTask.FromResult(InMemoryStores.Create());
}

public sealed class InMemoryAuditStoreTests : AuditStoreContract
{
    protected override ValueTask<StoreSet> CreateStoresAsync() => ValueTask.FromResult(InMemoryStores.Create());
}
