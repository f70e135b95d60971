namespace Auth.Storage.Contracts;

/// <summary>All stores over one database.</summary>
public sealed record StoreSet
{
    /// <summary>The clients.</summary>
    public required IClientStore Clients { get; init; }

    /// <summary>The access tokens.</summary>
    public required ITokenStore Tokens { get; init; }

    /// <summary>The single-use codes.</summary>
    public required IGrantStore Grants { get; init; }

    /// <summary>The owed mails.</summary>
    public required IOutboxStore Outbox { get; init; }

    /// <summary>The requests for another tier.</summary>
    public required ITierRequestStore TierRequests { get; init; }

    /// <summary>The usage.</summary>
    public required IUsageStore Usage { get; init; }

    /// <summary>The roles.</summary>
    public required IRoleStore Roles { get; init; }

    /// <summary>The access keys.</summary>
    public required IAccessKeyStore AccessKeys { get; init; }

    /// <summary>The audit log.</summary>
    public required IAuditStore Audit { get; init; }

    /// <summary>Readiness and health.</summary>
    public required IStoreLifecycle Lifecycle { get; init; }

    /// <summary>Removes the database; runs after the test.</summary>
    public Func<ValueTask> Cleanup { get; init; } = () => ValueTask.CompletedTask;
}
