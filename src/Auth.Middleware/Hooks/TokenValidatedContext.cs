using System.Security.Claims;
using Auth.Bearer;
using Auth.Storage;

namespace Auth;

/// <summary>A live token whose principal a host may add to, or which it may refuse.</summary>
public sealed class TokenValidatedContext
{
    private readonly List<Claim> _claims = [];

    internal TokenValidatedContext(Client client, AccessToken token)
    {
        Client = client;
        Token = token;
    }

    /// <summary>The client as stored.</summary>
    public Client Client { get; }

    /// <summary>The token as stored: its scopes, its user, its end.</summary>
    public AccessToken Token { get; }

    internal IReadOnlyList<Claim> Claims => _claims;

    internal bool IsRejected { get; private set; }

    /// <summary>Adds a claim to the principal of all requests with the token.</summary>
    public void AddClaim(string type, string value) => _claims.Add(new Claim(type, value));

    /// <summary>Refuses the token: it is answered like one that does not exist (RFC 6750 section 3.1, <c>invalid_token</c>).</summary>
    public void Reject() => IsRejected = true;
}
