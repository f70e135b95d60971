using Auth.Storage;

namespace Auth.Token;

/// <summary>The client credentials grant (RFC 6749 section 4.4): the client acts for itself, within the scopes it registered.</summary>
internal sealed class ClientCredentialsGrant(ScopeStrategy scopes) : IGrantHandler
{
    public string GrantType => "client_credentials";

    public bool AllowsPublicClients => false;

    public ValueTask<GrantOutcome> HandleAsync(TokenRequest request, Client client, CancellationToken cancellationToken)
    {
        // No scope asks for all that were registered (RFC 6749 section 3.3); a client without any gets a token for nothing in particular.
        if (request.Parameters.Text("scope") is not { } text)
        {
            return new(new GrantOutcome.Granted(client.Scopes));
        }

        return new(
            ScopeSet.Parse(text) is { Length: > 0 } requested && scopes.Covers(client.Scopes, requested)
                ? new GrantOutcome.Granted(requested)
                : new GrantOutcome.Refused(OAuthErrors.InvalidScope)
        );
    }
}
