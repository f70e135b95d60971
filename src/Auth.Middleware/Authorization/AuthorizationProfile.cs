using System.Collections.Immutable;
using Auth.Http;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Authorization;

/// <summary>What differs between the authorization endpoints of one host: their paths, rules and words. The defaults are those of the standard endpoints.</summary>
internal sealed record AuthorizationProfile
{
    /// <summary>The name of a client's registered redirect URI that asks for a code to copy.</summary>
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    /// <summary>The name; a code of one profile is none of another.</summary>
    public required string Name { get; init; }

    /// <summary>The path of the authorization endpoint, below the path of the public URL.</summary>
    public required string AuthorizePath { get; init; }

    /// <summary>The path of the page that shows a code to copy; <see langword="null"/> when redirect URIs cannot be out of band.</summary>
    public string? NativePath { get; init; }

    /// <summary>How long codes work; read for each.</summary>
    public required Func<TimeSpan> CodeLifetime { get; init; }

    /// <summary>The issuer that redirects name (RFC 9207); <see langword="null"/> for none.</summary>
    public Func<string?> Issuer { get; init; } = static () => null;

    /// <summary>What a request is granted.</summary>
    public required ScopeRule Scopes { get; init; }

    /// <summary>Whether a redirect URI is one that was registered. Out-of-band URIs are compared as they are.</summary>
    public RedirectRule MatchesRedirect { get; init; } = Requests.RedirectMatching.IsExact;

    /// <summary>Whether the URI of a token request is that of the authorization request.</summary>
    public RedirectRule MatchesTokenRedirect { get; init; } =
        static (known, sent) => string.Equals(known, sent, StringComparison.Ordinal);

    /// <summary>Whether a request must name its redirect URI even when only one is registered.</summary>
    public bool RequiresRedirectUri { get; init; }

    /// <summary>Reads the user's decision: <c>allow</c> or <c>deny</c>; anything else is none.</summary>
    public Func<RequestParameters, string?> Decision { get; init; } =
        static parameters => parameters.Text(Consent.ConsentForm.Decision);

    /// <summary>Writes the URL that takes an answer to the client.</summary>
    public ResponseUrl WriteUrl { get; init; } = Responses.ResponseParameters.ToUrl;

    /// <summary>Whether a broken request is told so before its user signs in.</summary>
    public bool ChecksBeforeSignIn { get; init; } = true;

    /// <summary>Whether errors of a GET with a good redirect URI go back to the client; if not, the user reads them.</summary>
    public bool RedirectsErrors { get; init; } = true;

    /// <summary>How answers may travel: <c>query</c>, <c>fragment</c>, <c>form_post</c>.</summary>
    public ImmutableArray<string> ResponseModes { get; init; } = ["query"];

    /// <summary>The status of redirects to the client.</summary>
    public int RedirectStatus { get; init; } = StatusCodes.Status303SeeOther;

    /// <summary>Whether a confidential client that holds a live token of the user with the same scopes gets a code without asking again, unless it sends <c>force_login</c>.</summary>
    public bool RemembersApproval { get; init; }

    /// <summary>The name of the form field that proves where the form comes from.</summary>
    public string ProofField { get; init; } = "proof";

    /// <summary>The rate-limit policy of the endpoint.</summary>
    public string RateLimitPolicy { get; init; } = "authorize";

    /// <summary>Words a problem; <see langword="null"/> for the standard words.</summary>
    public Func<AuthorizationProblem, OAuthError?> Wording { get; init; } = static _ => null;

    /// <summary>The pages; <see langword="null"/> for those the host has chosen.</summary>
    public AuthorizationPages? Pages { get; init; }

    /// <summary>Answers a failure that is not sent to the client; <see langword="null"/> for the error page.</summary>
    public Func<HttpContext, AuthorizationFailure, Task>? WriteFailure { get; init; }

    /// <summary>Makes the identifier of an approval; <see langword="null"/> for a random one.</summary>
    public Func<DateTimeOffset, string>? NewAuthorizationId { get; init; }

    /// <summary>How a problem is worded here.</summary>
    public OAuthError ErrorFor(AuthorizationProblem problem) =>
        Wording(problem) ?? AuthorizationProblems.ErrorFor(problem);
}

/// <summary>Decides what a client is granted.</summary>
/// <param name="client">The client.</param>
/// <param name="requested">The <c>scope</c> parameter; <see langword="null"/> when it was not sent or is empty.</param>
/// <returns>The scopes; <see langword="null"/> when the request asks for what there is not.</returns>
internal delegate ImmutableArray<string>? ScopeRule(Client client, string? requested);

/// <summary>Compares redirect URIs.</summary>
/// <param name="registered">The URI that is known.</param>
/// <param name="requested">The URI of the request.</param>
internal delegate bool RedirectRule(string registered, string requested);

/// <summary>Writes the URL that takes an answer to the client.</summary>
/// <param name="target">Where and how it travels.</param>
/// <param name="parameters">The parameters of the answer.</param>
internal delegate string ResponseUrl(
    Requests.AuthorizationReturn target,
    IReadOnlyList<(string Name, string Value)> parameters
);

/// <summary>A failure that the user, and not the client, is told of.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Error">How the profile words it.</param>
/// <param name="State">The state that the client sent.</param>
internal sealed record AuthorizationFailure(AuthorizationProblem Problem, OAuthError Error, string? State);
