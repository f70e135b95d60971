using System.Collections.Immutable;
using Auth.Http;
using Auth.Storage;

namespace Auth.Token;

/// <summary>One grant type of the token endpoint (RFC 6749 section 4); one file each.</summary>
internal interface IGrantHandler
{
    /// <summary>The value of <c>grant_type</c>.</summary>
    string GrantType { get; }

    /// <summary>Whether a client without a secret may use the grant (RFC 6749 section 2.1).</summary>
    bool AllowsPublicClients { get; }

    /// <summary>Whether the host offers the grant.</summary>
    bool IsOffered => true;

    /// <summary>Decides what an authenticated client is granted.</summary>
    ValueTask<GrantOutcome> HandleAsync(TokenRequest request, Client client, CancellationToken cancellationToken);
}

/// <summary>A token request after its form was checked.</summary>
/// <param name="Parameters">All parameters.</param>
/// <param name="Audience">The resources the token is asked for (RFC 8707), checked; empty for all.</param>
/// <param name="KeyThumbprint">The key that was proved (RFC 9449); <see langword="null"/> without a proof.</param>
internal sealed record TokenRequest(
    RequestParameters Parameters,
    ImmutableArray<string> Audience,
    string? KeyThumbprint
);

/// <summary>What a grant comes to.</summary>
internal abstract record GrantOutcome
{
    private GrantOutcome() { }

    /// <summary>A token with these scopes may be issued.</summary>
    /// <param name="Scopes">The scopes.</param>
    /// <param name="Subject">The user behind the token, or <see langword="null"/>.</param>
    public sealed record Granted(ImmutableArray<string> Scopes, string? Subject = null) : GrantOutcome;

    /// <summary>The grant has bought a token itself, such as one that is stored together with the use of a code.</summary>
    public sealed record Issued(IssuedToken Token) : GrantOutcome;

    /// <summary>Nothing is granted.</summary>
    public sealed record Refused(OAuthError Error) : GrantOutcome;
}
