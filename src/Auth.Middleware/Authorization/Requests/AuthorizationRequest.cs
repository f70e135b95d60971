using System.Collections.Immutable;
using Auth.Http;
using Auth.Storage;

namespace Auth.Authorization.Requests;

/// <summary>An authorization request (RFC 6749 section 4.1.1) in which nothing is wrong.</summary>
internal sealed record AuthorizationRequest
{
    /// <summary>Who asks.</summary>
    public required Client Client { get; init; }

    /// <summary>Where the answer goes.</summary>
    public required AuthorizationReturn Return { get; init; }

    /// <summary>Whether the request named the redirect URI: the token request must then repeat it (section 4.1.3).</summary>
    public required bool NamedRedirectUri { get; init; }

    /// <summary>What the client will be granted.</summary>
    public required ImmutableArray<string> Scopes { get; init; }

    /// <summary>The code challenge (RFC 7636), or <see langword="null"/>.</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>The resources the token will be good for (RFC 8707 section 2.1); empty for all.</summary>
    public ImmutableArray<string> Audience { get; init; } = [];

    /// <summary>The key that must be proved when the code is exchanged (RFC 9449 section 10), or <see langword="null"/>.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>The parameters as they were sent.</summary>
    public required RequestParameters Parameters { get; init; }
}

/// <summary>Where and how an answer travels.</summary>
/// <param name="RedirectUri">The redirect URI.</param>
/// <param name="Mode">The response mode.</param>
/// <param name="State">What the client wants back unchanged; <see langword="null"/> when it sent nothing.</param>
internal sealed record AuthorizationReturn(string RedirectUri, string Mode, string? State)
{
    /// <summary>Whether the user copies the code.</summary>
    public bool IsOutOfBand => RedirectUri == AuthorizationProfile.OutOfBand;
}

/// <summary>Why a request is refused.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Return">Where the client may be told; <see langword="null"/> when it is not known to be the client.</param>
/// <param name="State">The state that was sent.</param>
internal sealed record AuthorizationRefusal(AuthorizationProblem Problem, AuthorizationReturn? Return, string? State);
