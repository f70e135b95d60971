using Auth.ClientAuthentication;
using Auth.Http;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Token;

/// <summary><c>POST /oauth2/revoke</c> (RFC 7009): 200 for a valid client, also when the token is not there; a store that is down is a 503.</summary>
internal sealed class RevocationEndpoint(ClientAuthenticator authenticator, TokenRevoker revoker, OAuthReply reply)
{
    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Form);
        if (bodyError is not null)
        {
            await reply.BodyErrorAsync(context, bodyError);
            return;
        }

        switch (await authenticator.AuthenticateAsync(context, parameters, allowPublic: true))
        {
            case ClientAuthenticationOutcome.Refused(var error):
                await reply.ErrorAsync(context, error);
                break;
            case ClientAuthenticationOutcome.Authenticated when parameters.Text("token") is null:
                await reply.ErrorAsync(
                    context,
                    OAuthErrors.InvalidRequest with
                    {
                        Description = "The token parameter is missing.",
                    }
                );
                break;
            case ClientAuthenticationOutcome.Authenticated(var client):
                await RevokeAsync(context, parameters.Text("token")!, client);
                break;
        }
    }

    private async Task RevokeAsync(HttpContext context, string token, Storage.Client client)
    {
        if (await revoker.RevokeAsync(token, client, context.RequestAborted) == RevocationResult.NotYours)
        {
            // RFC 7009 section 2.1: the client is told when the token is another's.
            await reply.ErrorAsync(
                context,
                OAuthErrors.UnauthorizedClient with
                {
                    Description = "The token was issued to another client.",
                }
            );
            return;
        }

        context.Response.ContentLength = 0;
    }
}
