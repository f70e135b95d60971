using Auth.Storage;

namespace Auth.ClientAuthentication;

/// <summary>How an attempt to authenticate as a client ended.</summary>
internal abstract record ClientAuthenticationOutcome
{
    private ClientAuthenticationOutcome() { }

    /// <summary>The client has proved itself.</summary>
    public sealed record Authenticated(Client Client) : ClientAuthenticationOutcome;

    /// <summary>It has not.</summary>
    public sealed record Refused(OAuthError Error) : ClientAuthenticationOutcome;
}
