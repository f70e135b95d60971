using Auth.Bearer;
using Auth.ClientAuthentication;
using Auth.Http;
using Auth.Token;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Openverse;

/// <summary><c>POST /v1/auth_tokens/revoke_token/</c> (RFC 7009): an empty 200, also for a token that is not there.</summary>
internal sealed class OpenverseRevokeEndpoint(
    ClientAuthenticator authenticator,
    TokenRevoker revoker,
    BearerChallenge challenge
)
{
    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Form | BodyFormats.Multipart);
        if (bodyError is not null)
        {
            await OpenverseSpacedReply.BodyErrorAsync(context, bodyError, challenge);
            return;
        }

        switch (await authenticator.AuthenticateAsync(context, parameters))
        {
            case ClientAuthenticationOutcome.Refused(var error):
                await OpenverseSpacedReply.ErrorAsync(context, error, challenge);
                break;
            case ClientAuthenticationOutcome.Authenticated when parameters.Text("token") is null:
                await OpenverseSpacedReply.ErrorAsync(
                    context,
                    OAuthErrors.InvalidRequest with
                    {
                        Description = "Missing token parameter.",
                    },
                    challenge
                );
                break;
            case ClientAuthenticationOutcome.Authenticated(var client):
                await revoker.RevokeAsync(parameters.Text("token")!, client, context.RequestAborted);
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.ContentLength = 0;
                break;
        }
    }
}
