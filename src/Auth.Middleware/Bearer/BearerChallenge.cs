using Auth.Hosting;
using Microsoft.Extensions.Options;

namespace Auth.Bearer;

/// <summary>Writes <c>WWW-Authenticate</c> values (RFC 6750 section 3). All texts are constants or validated, so nothing a caller sent is echoed.</summary>
internal sealed class BearerChallenge(IOptions<ClientCredentialsAuthOptions> options, PublicUrl publicUrl)
{
    private readonly string _realm = $"Bearer realm=\"{options.Value.Realm}\"";

    /// <summary>The challenge for a failure.</summary>
    public string For(BearerFailure failure) =>
        failure == BearerFailure.Missing ? _realm + Metadata : For(ErrorFor(failure));

    /// <summary>The challenge for an error.</summary>
    public string For(OAuthError error) =>
        $"{_realm}, error=\"{error.Code}\", error_description=\"{error.Description}\"{Metadata}";

    /// <summary>The challenge for a token without the scopes a resource asks for.</summary>
    public string ForScope(string scope) => $"{For(OAuthErrors.InsufficientScope)}, scope=\"{scope}\"";

    /// <summary>Where a client that knows nothing of this host finds out (RFC 9728 section 5.1).</summary>
    private string Metadata => $", resource_metadata=\"{publicUrl.For(StandardRoutes.ProtectedResourceMetadata)}\"";

    /// <summary>The challenge for client authentication (RFC 7617).</summary>
    public string Basic { get; } = $"Basic realm=\"{options.Value.Realm}\"";

    /// <summary>The error a failure stands for.</summary>
    public static OAuthError ErrorFor(BearerFailure failure) =>
        failure switch
        {
            BearerFailure.Malformed => OAuthErrors.InvalidRequest with
            {
                Description = "The Authorization header is malformed.",
            },
            BearerFailure.Expired => OAuthErrors.InvalidToken with { Description = "The access token has expired." },
            BearerFailure.Disabled => OAuthErrors.InvalidToken with { Description = "The client is disabled." },
            BearerFailure.Missing => OAuthErrors.InvalidToken with { Description = "An access token is required." },
            _ => OAuthErrors.InvalidToken,
        };
}
