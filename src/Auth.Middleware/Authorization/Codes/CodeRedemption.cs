using System.Collections.Immutable;
using Auth.Storage;
using Auth.Token;

namespace Auth.Authorization.Codes;

/// <summary>An attempt of an authenticated client to buy a token with a code (RFC 6749 section 4.1.3).</summary>
internal sealed record CodeRedemption
{
    /// <summary>The client, authenticated.</summary>
    public required Client Client { get; init; }

    /// <summary>The code.</summary>
    public required string Code { get; init; }

    /// <summary>The <c>redirect_uri</c>, or <see langword="null"/>.</summary>
    public required string? RedirectUri { get; init; }

    /// <summary>The <c>code_verifier</c>, or <see langword="null"/>.</summary>
    public required string? Verifier { get; init; }

    /// <summary>The profile whose endpoint issued the code.</summary>
    public required AuthorizationProfile Profile { get; init; }

    /// <summary>How long the access token lives; <see langword="null"/> until it is revoked.</summary>
    public required TimeSpan? TokenLifetime { get; init; }

    /// <summary>The resources asked for (RFC 8707 section 2.2), a part of those approved; empty for all of them.</summary>
    public ImmutableArray<string> Audience { get; init; } = [];

    /// <summary>The key that was proved (RFC 9449), or <see langword="null"/>.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>Whether a refresh token is issued too.</summary>
    public bool WithRefreshToken { get; init; }

    /// <summary>Does not show the code.</summary>
    public override string ToString() => $"CodeRedemption {{ Client = {Client.Id} }}";
}

/// <summary>What an attempt to redeem a code comes to.</summary>
internal abstract record CodeRedemptionOutcome
{
    private CodeRedemptionOutcome() { }

    /// <summary>The code is used up and the token is stored, both in one step.</summary>
    /// <param name="Token">The token for the client.</param>
    /// <param name="Subject">The user who approved.</param>
    /// <param name="AuthorizationId">The approval.</param>
    public sealed record Redeemed(IssuedToken Token, string Subject, string AuthorizationId) : CodeRedemptionOutcome;

    /// <summary>The host's own rules refuse the token; the code stays good.</summary>
    public sealed record RefusedByHost(OAuthError Error) : CodeRedemptionOutcome;

    /// <summary>Nothing is issued.</summary>
    public sealed record Refused(CodeRefusal Reason) : CodeRedemptionOutcome;
}

/// <summary>Why a code buys nothing. Only <see cref="Used"/> has consequences: what the code bought is revoked.</summary>
internal enum CodeRefusal
{
    /// <summary>There is no such code, or it belongs to another profile.</summary>
    Unknown,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Its own client has sent it a second time, with all that belongs to it.</summary>
    Used,

    /// <summary>It was issued to another client, and goes on working there.</summary>
    OtherClient,

    /// <summary>The redirect URI is missing although the authorization request named it.</summary>
    RedirectUriMissing,

    /// <summary>The redirect URI is not the one the code was sent to.</summary>
    RedirectUriMismatch,

    /// <summary>The code has a challenge and no verifier was sent.</summary>
    VerifierMissing,

    /// <summary>The verifier does not belong to the challenge.</summary>
    VerifierWrong,

    /// <summary>A verifier was sent for a code without a challenge (RFC 9700 section 4.8.2).</summary>
    VerifierUnexpected,

    /// <summary>The code is bound to a key that was not proved.</summary>
    KeyMismatch,

    /// <summary>A resource is asked for that was not approved.</summary>
    ResourceExceeded,
}
