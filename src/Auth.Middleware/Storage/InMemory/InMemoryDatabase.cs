namespace Auth.Storage.InMemory;

/// <summary>All tables of one in-memory store. Whoever changes one, or reads an index, holds <see cref="Gate"/>.</summary>
/// <remarks>Clients and tokens may be looked up without it: both tables are concurrent, so a bearer request never waits for a writer.</remarks>
internal sealed class InMemoryDatabase
{
    public Lock Gate { get; } = new();

    public ClientTable Clients { get; } = new();

    public TokenTable Tokens { get; } = new();

    public GrantTable Grants { get; } = new();

    public OutboxTable Outbox { get; } = new();

    public TierRequestTable TierRequests { get; } = new();

    public UsageTable Usage { get; } = new();

    public RoleTable Roles { get; } = new();

    public AccessKeyTable AccessKeys { get; } = new();

    public AuditTable Audit { get; } = new();

    /// <summary>Removes a client with all that belongs to it.</summary>
    public bool RemoveClient(string clientId)
    {
        if (!Clients.Remove(clientId))
        {
            return false;
        }

        Tokens.RemoveAll(clientId);
        Grants.RemoveAll(clientId, kind: null);
        Outbox.RemoveAll(clientId);
        TierRequests.RemoveAll(clientId);
        Usage.RemoveAll(clientId);
        AccessKeys.RemoveAll(clientId);
        return true;
    }

    /// <summary>Refuses to store anything for a client that is gone.</summary>
    public void RequireClient(string clientId)
    {
        if (Clients.Find(clientId) is null)
        {
            throw new InvalidOperationException("The client does not exist; nothing was stored.");
        }
    }
}
