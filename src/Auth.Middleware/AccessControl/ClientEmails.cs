using Auth.Contacts;
using Auth.Credentials;
using Auth.Storage;

namespace Auth.AccessControl;

/// <summary>Addresses of managed clients: sealed like all addresses, and each one client's only.</summary>
internal sealed class ClientEmails(IClientStore clients, EmailSealer sealer)
{
    private const string Prefix = "email:";

    /// <summary>The client with an address; <see langword="null"/> when there is none, or the text is no address.</summary>
    public async ValueTask<Client?> FindAsync(string text, CancellationToken cancellationToken)
    {
        foreach (var key in EmailAddress.TryParse(text) is { } email ? sealer.LookupKeys(email.Value) : [])
        {
            if (await clients.FindByUniqueNameAsync(Prefix + key, cancellationToken) is { } client)
            {
                return client;
            }
        }

        return null;
    }

    /// <summary>The client with an address.</summary>
    public Client Assign(Client client, EmailAddress email)
    {
        var sealedEmail = sealer.Seal(email.Value);
        return client with { Email = sealedEmail, UniqueName = Prefix + sealedEmail.LookupKey };
    }

    /// <summary>The address in clear, for those who may see the client.</summary>
    public string? Read(Client client) => client.Email is { } email ? sealer.Open(email) : null;

    /// <summary>What stands for a text that may be an address, where the address itself must not stand.</summary>
    public string Anonymize(string text) => Prefix + sealer.LookupKeys(text)[0];
}
