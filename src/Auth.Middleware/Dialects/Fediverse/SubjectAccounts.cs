namespace Auth.Dialects.Fediverse;

/// <summary>The accounts of a host that says nothing about its users: each is called what identifies it.</summary>
internal sealed class SubjectAccounts : IFediverseAccounts
{
    public ValueTask<FediverseAccount?> FindAsync(string subject, CancellationToken cancellationToken) =>
        new(new FediverseAccount { Username = subject });
}
