using Auth.Storage;

namespace Auth.Token;

/// <summary>Credentials other than access tokens that clients may revoke (RFC 7009 section 2).</summary>
internal interface IRevocableCredential
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>Revokes one; one that is another client's is left alone.</summary>
    ValueTask<RevocationResult> RevokeAsync(string credential, Client client, CancellationToken cancellationToken);

    /// <summary>Ends all of a client, so that nothing can buy a new access token.</summary>
    ValueTask RevokeAllAsync(string clientId, CancellationToken cancellationToken);
}
