using Auth.Authorization.Requests;
using Auth.Authorization.Users;
using Auth.ClientAuthentication;
using Auth.Storage;
using Auth.Time;

namespace Auth.Authorization;

/// <summary>Whether a user need not be asked again. Never for public clients: anybody can pretend to be one (RFC 8252 section 8.6).</summary>
internal sealed class RememberedApproval(ITokenStore tokens, AuthClock clock)
{
    private const int MaxTokens = 200;

    /// <summary>How requests say no; anything else says yes, Python's <c>False</c> too.</summary>
    private static readonly string[] No = ["0", "f", "F", "false", "FALSE", "off", "OFF"];

    /// <summary>Whether the client holds a live token of the user with exactly these scopes.</summary>
    public async ValueTask<bool> CoversAsync(
        AuthorizationProfile profile,
        AuthorizationRequest request,
        SignedInUser user,
        CancellationToken cancellationToken
    )
    {
        if (
            !profile.RemembersApproval
            || request.Client.AuthenticationMethod == ClientAuthenticator.None
            || (request.Parameters.Text("force_login") is { } force && !No.Contains(force, StringComparer.Ordinal))
        )
        {
            return false;
        }

        var held = await tokens.ListAsync(user.Subject, clock.UtcNow, MaxTokens, cancellationToken);
        return held.Any(pair =>
            pair.Client.Id == request.Client.Id && pair.Token.Scopes.ToHashSet().SetEquals(request.Scopes)
        );
    }
}
