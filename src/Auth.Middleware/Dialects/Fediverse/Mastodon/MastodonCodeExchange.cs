using Auth.Authorization.Codes;
using Auth.ClientAuthentication;
using Auth.DPoP;
using Auth.Http;
using Auth.Token;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>The code grant at <c>/oauth/token</c>, checked in the order of the original: parameters, client, code.</summary>
internal sealed class MastodonCodeExchange(
    UserApproval users,
    MastodonAuthorization authorization,
    ClientAuthenticator authenticator,
    DPoPBinding binding,
    IOptionsMonitor<MastodonOptions> options
)
{
    public const string GrantType = "authorization_code";

    /// <summary>Exchanges a code.</summary>
    /// <returns>The token or the error, and whether the error came before the grant began.</returns>
    public async ValueTask<(IssuedToken? Token, OAuthError? Error, bool IsEarly)> ExchangeAsync(
        HttpContext context,
        RequestParameters parameters
    )
    {
        if (parameters.Text("code") is not { } code)
        {
            return (null, MastodonTexts.Missing("code"), true);
        }

        if (await MissingAsync(parameters, code, context.RequestAborted) is { } missing)
        {
            return (null, MastodonTexts.Missing(missing), false);
        }

        return await authenticator.AuthenticateAsync(context, parameters) switch
        {
            ClientAuthenticationOutcome.Authenticated(var client) => await RedeemAsync(
                context,
                parameters,
                client,
                code
            ),
            ClientAuthenticationOutcome.Refused(var error) => (null, MastodonParameters.Worded(error), false),
            _ => throw new InvalidOperationException("Client authentication came to nothing."),
        };
    }

    private async ValueTask<string?> MissingAsync(
        RequestParameters parameters,
        string code,
        CancellationToken cancellationToken
    )
    {
        if (
            parameters.Text("code_verifier") is null
            && await users.Codes.FindAsync(code, authorization.Profile, cancellationToken) is { } grant
            && CodeTerms.Of(grant).Challenge is not null
        )
        {
            return "code_verifier";
        }

        return parameters.Text("redirect_uri") is null ? "redirect_uri" : null;
    }

    private async ValueTask<(IssuedToken?, OAuthError?, bool)> RedeemAsync(
        HttpContext context,
        RequestParameters parameters,
        Storage.Client client,
        string code
    )
    {
        var (key, proofError) = await binding.ReadAsync(context, client);
        if (proofError is not null)
        {
            return (null, proofError, false);
        }

        var outcome = await users.Codes.RedeemAsync(
            new CodeRedemption
            {
                Client = client,
                Code = code,
                RedirectUri = parameters.Text("redirect_uri"),
                Verifier = parameters.Text("code_verifier"),
                Profile = authorization.Profile,
                TokenLifetime = options.CurrentValue.TokenLifetime,
                KeyThumbprint = key,
            },
            context.RequestAborted
        );
        return outcome switch
        {
            CodeRedemptionOutcome.Redeemed(var token, _, _) => (token, null, false),
            CodeRedemptionOutcome.RefusedByHost(var error) => (null, error, false),
            _ => (null, MastodonTexts.InvalidGrant, false),
        };
    }
}
