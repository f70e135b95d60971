using Auth.ClientAuthentication;
using Auth.Http;
using Auth.Token;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary><c>POST /oauth/revoke</c> (RFC 7009): a token that is not there is revoked already, whoever asks.</summary>
internal sealed class GoToSocialRevokeEndpoint(
    ClientAuthenticator authenticator,
    TokenRevoker revoker,
    FediverseTokens tokens
)
{
    public async Task HandleAsync(HttpContext context)
    {
        var (parameters, bodyError) = await GoToSocialParameters.ReadAsync(context);
        if ((bodyError ?? Check(context, parameters)) is { } error)
        {
            await GoToSocialReply.OAuthErrorAsync(context, error);
            return;
        }

        var token = parameters.Text("token")!;
        var found = await tokens.FindAsync(token, context.RequestAborted);
        switch (found is null ? null : await authenticator.AuthenticateAsync(context, parameters))
        {
            case null:
                await DoneAsync(context);
                break;
            case ClientAuthenticationOutcome.Authenticated(var client) when client.Id == found!.Client.Id:
                await revoker.RevokeAsync(token, client, context.RequestAborted);
                await DoneAsync(context);
                break;
            case ClientAuthenticationOutcome.Refused({ Status: not 401 } refusal):
                await GoToSocialReply.OAuthErrorAsync(context, refusal);
                break;
            default:
                await GoToSocialReply.OAuthErrorAsync(context, GoToSocialTexts.NotAuthorizedToRevoke);
                break;
        }
    }

    private static OAuthError? Check(HttpContext context, RequestParameters parameters)
    {
        var usesBasic = BasicCredentials.IsScheme(context.Request.Headers.Authorization.ToString());
        var missing =
            parameters.Text("token") is null ? "token not set"
            : usesBasic ? null
            : parameters.Text("client_id") is null ? "client_id not set"
            : parameters.Text("client_secret") is null ? "client_secret not set"
            : null;
        return missing is null ? null : GoToSocialTexts.Invalid(missing);
    }

    private static Task DoneAsync(HttpContext context) =>
        GoToSocialReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new NothingBody(),
            GoToSocialJson.Relaxed.NothingBody
        );
}
