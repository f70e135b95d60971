using System.Collections.Immutable;
using System.Text.Json;
using Auth.ClientAuthentication;
using Auth.Contacts;
using Auth.Http;
using Auth.Token;
using Microsoft.Extensions.Options;

namespace Auth.Registration.Dynamic;

/// <summary>Checks client metadata (RFC 7591 section 2). What the server does not know is ignored; what it knows must be right.</summary>
internal sealed class ClientMetadataReader(
    IEnumerable<IGrantHandler> grants,
    ScopeStrategy strategy,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private const int MaxName = 150;
    private const int MaxList = 20;
    private const string NoName = "Unnamed application";
    private const string AuthorizationCode = "authorization_code";

    /// <summary>How clients may authenticate (RFC 7591 section 2).</summary>
    public static readonly ImmutableArray<string> AuthenticationMethods =
    [
        "client_secret_basic",
        "client_secret_post",
        ClientAssertion.Method,
        "none",
    ];

    private readonly ImmutableArray<string> _grantTypes =
    [
        .. grants.Where(grant => grant.IsOffered).Select(grant => grant.GrantType),
    ];

    /// <summary>Reads metadata.</summary>
    /// <returns>The metadata, or the error.</returns>
    public (ClientMetadata? Metadata, OAuthError? Error) Read(RequestParameters parameters)
    {
        if (!TryText(parameters, "client_name", MaxName, out var name) || name?.Trim().Length == 0)
        {
            return Invalid($"client_name must be text of 1 to {MaxName} characters.");
        }

        if (!TryText(parameters, "client_uri", 2_000, out var website) || (website is not null && !IsWeb(website)))
        {
            return Invalid("client_uri must be an http or https URL.");
        }

        if (!TryList(parameters, "redirect_uris", out var redirects) || !redirects.All(RedirectUri.IsAcceptable))
        {
            return (null, OAuthErrors.InvalidRedirectUri);
        }

        if (!TryList(parameters, "contacts", out var contacts) || contacts.Select(EmailAddress.TryParse).Contains(null))
        {
            return Invalid("contacts must be a list of e-mail addresses.");
        }

        return ReadProtocol(
            parameters,
            new ClientMetadata
            {
                Name = name?.Trim() ?? NoName,
                Website = website,
                Contact = contacts.IsEmpty ? null : EmailAddress.TryParse(contacts[0]),
                RedirectUris = redirects,
                GrantTypes = [],
                Scopes = [],
                AuthenticationMethod = "",
            }
        );
    }

    private (ClientMetadata?, OAuthError?) ReadProtocol(RequestParameters parameters, ClientMetadata metadata)
    {
        if (
            !TryList(parameters, "grant_types", out var grantTypes)
            || grantTypes.Except(_grantTypes, StringComparer.Ordinal).Any()
        )
        {
            return Invalid($"grant_types must be among {string.Join(", ", _grantTypes)}.");
        }

        if (grantTypes.IsEmpty)
        {
            // The default of RFC 7591 section 2 needs somewhere to send users; without, the client acts for itself.
            grantTypes =
            [
                _grantTypes.Contains(AuthorizationCode, StringComparer.Ordinal) && !metadata.RedirectUris.IsEmpty
                    ? AuthorizationCode
                    : "client_credentials",
            ];
        }

        if (grantTypes.Contains(AuthorizationCode, StringComparer.Ordinal) && metadata.RedirectUris.IsEmpty)
        {
            return (
                null,
                OAuthErrors.InvalidRedirectUri with
                {
                    Description = "redirect_uris must name at least one URI.",
                }
            );
        }

        var method = Sent(parameters, "token_endpoint_auth_method") is { } sent ? sent.Text : AuthenticationMethods[0];
        if (method is null || !AuthenticationMethods.Contains(method, StringComparer.Ordinal))
        {
            return Invalid($"token_endpoint_auth_method must be among {string.Join(", ", AuthenticationMethods)}.");
        }

        if (method == "none" && grants.Any(grant => !grant.AllowsPublicClients && grantTypes.Contains(grant.GrantType)))
        {
            return Invalid("A client that is granted tokens for itself must be able to keep a secret.");
        }

        var known = options.CurrentValue.Scopes.Keys.ToImmutableArray();
        var scopes =
            Sent(parameters, "scope") is not { } scope ? known
            : scope.Text is { } text ? ScopeSet.Parse(text)
            : null;
        if (scopes is not { } wanted || !strategy.Covers(known, wanted))
        {
            return Invalid("scope names a scope that does not exist.");
        }

        var (complete, problem) = KeyMetadata.Read(
            parameters,
            metadata with
            {
                GrantTypes = grantTypes,
                AuthenticationMethod = method,
                Scopes = wanted,
            }
        );
        return problem is null ? (complete, null) : Invalid(problem);
    }

    /// <summary>What was sent; null is as good as absent (RFC 7592 section 2.2).</summary>
    private static RequestParameter? Sent(RequestParameters parameters, string name) =>
        parameters[name] is { Json.ValueKind: not JsonValueKind.Null } sent ? sent : null;

    private static bool TryText(RequestParameters parameters, string name, int maxLength, out string? text)
    {
        var sent = Sent(parameters, name);
        text = sent?.Text;
        var wrongType = sent is not null && text is null;
        return !wrongType
            && (text is null || (text.Length <= maxLength && !text.Contains('\0', StringComparison.Ordinal)));
    }

    private static bool TryList(RequestParameters parameters, string name, out ImmutableArray<string> list)
    {
        list = [];
        if (Sent(parameters, name) is not { Json: { } json })
        {
            return true;
        }

        if (
            json.ValueKind != JsonValueKind.Array
            || json.GetArrayLength() > MaxList
            || json.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String)
        )
        {
            return false;
        }

        list = [.. json.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)];
        return true;
    }

    private static bool IsWeb(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");

    private static (ClientMetadata?, OAuthError?) Invalid(string description) =>
        (null, OAuthErrors.InvalidClientMetadata with { Description = description });
}
