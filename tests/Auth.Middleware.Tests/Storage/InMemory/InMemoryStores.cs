using Auth.Storage.Contracts;

namespace Auth.Storage.InMemory;

/// <summary>Stores over one new in-memory database.</summary>
internal static class InMemoryStores
{
    public static StoreSet Create()
    {
        var database = new InMemoryDatabase();
        return new StoreSet
        {
            Clients = new InMemoryClientStore(database),
            Tokens = new InMemoryTokenStore(database),
            Grants = new InMemoryGrantStore(database),
            Outbox = new InMemoryOutboxStore(database),
            TierRequests = new InMemoryTierRequestStore(database),
            Usage = new InMemoryUsageStore(database),
            Roles = new InMemoryRoleStore(database),
            AccessKeys = new InMemoryAccessKeyStore(database),
            Audit = new InMemoryAuditStore(database),
            Lifecycle = new InMemoryLifecycle(),
        };
    }
}
