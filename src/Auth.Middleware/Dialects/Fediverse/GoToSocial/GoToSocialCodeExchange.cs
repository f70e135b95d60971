using Auth.Authorization.Codes;
using Auth.Http;
using Auth.Storage;
using Auth.Token;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>The code grant at <c>/oauth/token</c>.</summary>
internal sealed class GoToSocialCodeExchange(UserApproval users, GoToSocialAuthorization authorization)
{
    /// <summary>Exchanges a code of an authenticated application.</summary>
    /// <returns>The token, which lives until it is revoked, or the error.</returns>
    public async ValueTask<(IssuedToken? Token, OAuthError? Error)> ExchangeAsync(
        RequestParameters parameters,
        Client client,
        string? keyThumbprint,
        CancellationToken cancellationToken
    )
    {
        if (!users.IsOffered)
        {
            return (null, GoToSocialTexts.UnsupportedGrantType);
        }

        var outcome = await users.Codes.RedeemAsync(
            new CodeRedemption
            {
                Client = client,
                Code = parameters.Text("code")!,
                RedirectUri = parameters.Text("redirect_uri"),
                Verifier = parameters.Text("code_verifier"),
                Profile = authorization.Profile,
                TokenLifetime = null,
                KeyThumbprint = keyThumbprint,
            },
            cancellationToken
        );
        return outcome switch
        {
            CodeRedemptionOutcome.Redeemed(var token, _, _) => (token, null),
            CodeRedemptionOutcome.Refused(CodeRefusal.VerifierMissing) => (
                null,
                GoToSocialTexts.Invalid("code_verifier was not set in the token request form")
            ),
            CodeRedemptionOutcome.RefusedByHost(var error) => (null, error),
            _ => (null, GoToSocialTexts.InvalidGrant),
        };
    }
}
