using Auth.Contacts;
using Auth.Credentials;
using Auth.Registration;
using Auth.Storage;

namespace Auth.Admin;

/// <summary>An operator's search: an id, a part of a name, or a whole e-mail address.</summary>
internal sealed class ClientFinder(IClientStore clients, EmailSealer sealer)
{
    /// <summary>Finds clients, newest first.</summary>
    /// <param name="text">What the operator typed, trimmed; empty for all.</param>
    /// <param name="after">The last client of the page before; empty for the first page.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public ValueTask<IReadOnlyList<Client>> FindAsync(
        string text,
        string after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var name = ClientName.Normalize(text);
        return clients.PageAsync(
            new ClientQuery(
                text.Length == 0 ? null : text,
                name.Length == 0 ? null : name,
                EmailAddress.TryParse(text) is { } email ? sealer.LookupKeys(email.Value) : [],
                after.Length == 0 ? null : after,
                limit
            ),
            cancellationToken
        );
    }
}
