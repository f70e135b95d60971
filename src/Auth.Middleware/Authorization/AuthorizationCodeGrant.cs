using Auth.Authorization.Codes;
using Auth.Authorization.Refresh;
using Auth.Storage;
using Auth.Token;
using Microsoft.Extensions.Options;

namespace Auth.Authorization;

/// <summary>The authorization code grant (RFC 6749 section 4.1): the client acts for a user who has approved it.</summary>
internal sealed class AuthorizationCodeGrant(
    CodeRedeemer redeemer,
    StandardAuthorization standard,
    IOptions<AuthorizationCodeOptions> authorization,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
) : IGrantHandler
{
    public const string Type = "authorization_code";

    public string GrantType => Type;

    public bool AllowsPublicClients => true;

    public async ValueTask<GrantOutcome> HandleAsync(
        TokenRequest request,
        Client client,
        CancellationToken cancellationToken
    )
    {
        if (request.Parameters.Text("code") is not { } code)
        {
            return Invalid("The code parameter is missing.");
        }

        // The scope was fixed when the user approved: one sent here is ignored.
        var outcome = await redeemer.RedeemAsync(
            new CodeRedemption
            {
                Client = client,
                Code = code,
                RedirectUri = request.Parameters.Text("redirect_uri"),
                Verifier = request.Parameters.Text("code_verifier"),
                Profile = standard.Profile,
                TokenLifetime = options.CurrentValue.Token.Lifetime,
                Audience = request.Audience,
                KeyThumbprint = request.KeyThumbprint,
                WithRefreshToken =
                    authorization.Value.RefreshTokens
                    && client.GrantTypes.Contains(RefreshTokenGrant.Type, StringComparer.Ordinal),
            },
            cancellationToken
        );
        return outcome switch
        {
            CodeRedemptionOutcome.Redeemed(var token, _, _) => new GrantOutcome.Issued(token),
            CodeRedemptionOutcome.RefusedByHost(var error) => new GrantOutcome.Refused(error),
            CodeRedemptionOutcome.Refused(CodeRefusal.VerifierMissing) => Invalid(
                "The code_verifier parameter is missing."
            ),
            CodeRedemptionOutcome.Refused(CodeRefusal.RedirectUriMissing) => Invalid(
                "The redirect_uri parameter is missing."
            ),
            CodeRedemptionOutcome.Refused(CodeRefusal.ResourceExceeded) => new GrantOutcome.Refused(
                OAuthErrors.InvalidTarget
            ),
            _ => new GrantOutcome.Refused(OAuthErrors.InvalidGrant),
        };
    }

    private static GrantOutcome.Refused Invalid(string description) =>
        new(OAuthErrors.InvalidRequest with { Description = description });
}
