using System.Collections.Immutable;
using Auth.Authorization.Approvals;
using Auth.Authorization.Refresh;
using Auth.ClientAuthentication;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Auth.Token;

namespace Auth.Authorization.Codes;

/// <summary>Exchanges codes for tokens: everything is compared first, and only a request that is right in all uses the code up.</summary>
internal sealed class CodeRedeemer(
    IGrantStore grants,
    TokenIssuer issuer,
    RefreshTokens refreshTokens,
    ApprovalRevoker revoker,
    CredentialFormat format,
    AuthClock clock
)
{
    /// <summary>Looks at a code without using it up.</summary>
    /// <returns>The code, used and expired ones too; <see langword="null"/> when there is none in this profile.</returns>
    public async ValueTask<Grant?> FindAsync(
        string code,
        AuthorizationProfile profile,
        CancellationToken cancellationToken
    ) =>
        format.IsGenuine(code, CredentialKind.AuthorizationCode)
        && await grants.FindAsync(CredentialHash.OfToken(code), GrantKinds.AuthorizationCode, cancellationToken)
            is { } grant
        && grant.BoundTo == profile.Name
            ? grant
            : null;

    /// <summary>Redeems a code.</summary>
    public async ValueTask<CodeRedemptionOutcome> RedeemAsync(
        CodeRedemption redemption,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(redemption.Code, redemption.Profile, cancellationToken) is not { } code)
        {
            return new CodeRedemptionOutcome.Refused(CodeRefusal.Unknown);
        }

        var terms = CodeTerms.Of(code);
        if (Compare(redemption, code, terms) is { } refusal)
        {
            return new CodeRedemptionOutcome.Refused(refusal);
        }

        return code.UsedAt is null
            ? await BuyAsync(redemption, code, terms, cancellationToken)
            : await ReplayedAsync(code, cancellationToken);
    }

    /// <summary>All that a thief of the code would not know; nothing here changes anything.</summary>
    private static CodeRefusal? Compare(CodeRedemption redemption, Grant code, CodeTerms terms) =>
        code.ClientId != redemption.Client.Id ? CodeRefusal.OtherClient
        : CompareVerifier(redemption.Verifier, terms.Challenge) is { } verifier ? verifier
        : CompareRedirect(redemption, terms) is { } redirect ? redirect
        : terms.KeyThumbprint is { } key && key != redemption.KeyThumbprint ? CodeRefusal.KeyMismatch
        : terms.Audience is { } approved && redemption.Audience.Except(approved, StringComparer.Ordinal).Any()
            ? CodeRefusal.ResourceExceeded
        : null;

    private static CodeRefusal? CompareVerifier(string? verifier, string? challenge) =>
        (verifier, challenge) switch
        {
            (null, null) => null,
            (null, _) => CodeRefusal.VerifierMissing,
            (_, null) => CodeRefusal.VerifierUnexpected,
            _ => Requests.CodeChallenge.IsMetBy(challenge, verifier) ? null : CodeRefusal.VerifierWrong,
        };

    /// <summary>RFC 6749 section 4.1.3 asks for the URI again; with a verifier it protects from nothing any more and may be left out (OAuth 2.1).</summary>
    private static CodeRefusal? CompareRedirect(CodeRedemption redemption, CodeTerms terms) =>
        redemption.RedirectUri switch
        {
            null => terms.NamedRedirectUri && terms.Challenge is null ? CodeRefusal.RedirectUriMissing : null,
            var uri => redemption.Profile.MatchesTokenRedirect(terms.RedirectUri, uri)
                ? null
                : CodeRefusal.RedirectUriMismatch,
        };

    private async ValueTask<CodeRedemptionOutcome> BuyAsync(
        CodeRedemption redemption,
        Grant code,
        CodeTerms terms,
        CancellationToken cancellationToken
    )
    {
        ImmutableArray<string> approved = terms.Audience is null ? [] : [.. terms.Audience];
        var binding = new TokenBinding(
            redemption.Audience.IsEmpty ? approved : redemption.Audience,
            redemption.KeyThumbprint
        )
        {
            Subject = code.Subject,
            AuthorizationId = code.AuthorizationId,
        };
        ImmutableArray<string> scopes = [.. terms.Scopes];
        var (prepared, error) = await issuer.PrepareAsync(redemption.Client, scopes, redemption.TokenLifetime, binding);
        if (prepared is null)
        {
            return new CodeRedemptionOutcome.RefusedByHost(error!);
        }

        var refresh = redemption.WithRefreshToken
            ? refreshTokens.Prepare(code, new RefreshTerms(terms.Scopes, terms.Audience, KeyOfRefresh(redemption)))
            : null;
        var outcome = await grants.RedeemAsync(
            code.Hash,
            code.Kind,
            clock.UtcNow,
            prepared.Stored,
            refresh?.Stored,
            cancellationToken
        );
        switch (outcome.Status)
        {
            case TakeGrantStatus.Taken:
                await issuer.CompleteAsync(prepared, cancellationToken);
                return new CodeRedemptionOutcome.Redeemed(
                    prepared.Issued with
                    {
                        RefreshToken = refresh?.Token,
                    },
                    code.Subject!,
                    code.AuthorizationId!
                );
            case TakeGrantStatus.AlreadyUsed:
                return await ReplayedAsync(code, cancellationToken);
            case TakeGrantStatus.Expired:
                return new CodeRedemptionOutcome.Refused(CodeRefusal.Expired);
            default:
                return new CodeRedemptionOutcome.Refused(CodeRefusal.Unknown);
        }
    }

    /// <summary>A confidential client proves itself with every refresh and may change its key; a public one has nothing else (RFC 9449 section 5).</summary>
    private static string? KeyOfRefresh(CodeRedemption redemption) =>
        redemption.Client.AuthenticationMethod == ClientAuthenticator.None ? redemption.KeyThumbprint : null;

    /// <summary>RFC 6749 section 4.1.2: a code that is used twice has leaked, and so have the tokens it bought.</summary>
    private async ValueTask<CodeRedemptionOutcome> ReplayedAsync(Grant code, CancellationToken cancellationToken)
    {
        await revoker.RevokeReplayedAsync(code, cancellationToken);
        return new CodeRedemptionOutcome.Refused(CodeRefusal.Used);
    }
}
