using Auth.Hosting;
using Microsoft.Extensions.Options;

namespace Auth.Bearer;

/// <summary>Writes <c>WWW-Authenticate</c> values (RFC 6750 section 3). All texts are constants or validated, so nothing a caller sent is echoed.</summary>
internal sealed class BearerChallenge(
    IOptions<ClientCredentialsAuthOptions> options,
    IOptionsMonitor<ClientCredentialsAuthOptions> current,
    PublicUrl publicUrl
)
{
    private readonly string _realm = $"Bearer realm=\"{options.Value.Realm}\"";
    private Prepared? _prepared;

    /// <summary>The challenge for a failure; made once, because a flood of invented tokens asks for the same again and again.</summary>
    public string For(BearerFailure failure)
    {
        var settings = current.CurrentValue;
        var prepared = _prepared;
        if (prepared is null || !ReferenceEquals(prepared.Settings, settings))
        {
            _prepared = prepared = new Prepared(settings);
        }

        return prepared.Texts[(int)failure] ??= IsSilent(failure) ? _realm + Metadata : For(ErrorFor(failure));
    }

    /// <summary>Whether the Bearer challenge names no error, because there was no token or it came with another scheme.</summary>
    public static bool IsSilent(BearerFailure failure) =>
        failure
            is BearerFailure.Missing
                or BearerFailure.NotBound
                or BearerFailure.BadProof
                or BearerFailure.NonceNeeded;

    /// <summary>The challenge for an error.</summary>
    public string For(OAuthError error) =>
        $"{_realm}, error=\"{error.Code}\", error_description=\"{error.Description}\"{Metadata}";

    /// <summary>The challenge for a token without the scopes a resource asks for.</summary>
    public string ForScope(string scope) => $"{For(OAuthErrors.InsufficientScope)}, scope=\"{scope}\"";

    /// <summary>Where a client that knows nothing of this host finds out (RFC 9728 section 5.1).</summary>
    private string Metadata =>
        $", resource_metadata=\"{publicUrl.WellKnown(StandardRoutes.ProtectedResourceMetadata)}\"";

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
            BearerFailure.OtherResource => OAuthErrors.InvalidToken with
            {
                Description = "The access token is for another resource.",
            },
            BearerFailure.Bound => OAuthErrors.InvalidToken with
            {
                Description = "The access token is bound to a key: send it with the DPoP scheme.",
            },
            BearerFailure.NotBound => OAuthErrors.InvalidToken with
            {
                Description = "The access token is not bound to a key: send it with the Bearer scheme.",
            },
            BearerFailure.BadProof => OAuthErrors.InvalidDPoPProof with { Status = 401 },
            BearerFailure.NonceNeeded => OAuthErrors.UseDPoPNonce with { Status = 401 },
            _ => OAuthErrors.InvalidToken,
        };

    /// <summary>The challenges under one state of the settings, which name the URL in them.</summary>
    private sealed record Prepared(ClientCredentialsAuthOptions Settings)
    {
        public string?[] Texts { get; } = new string?[Enum.GetValues<BearerFailure>().Length];
    }
}
