using Auth.ClientAuthentication;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Token;

/// <summary><c>POST /oauth2/revoke</c> (RFC 7009): 200 for a valid client, also when the token is not there; a store that is down is a 503.</summary>
internal sealed class RevocationEndpoint(ClientFormReader form, TokenRevoker revoker, OAuthReply reply)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await form.ReadTokenAsync(context, allowPublic: true) is var (client, token))
        {
            await RevokeAsync(context, token, client);
        }
    }

    private async Task RevokeAsync(HttpContext context, string token, Storage.Client client)
    {
        switch (await revoker.RevokeAsync(token, client, context.RequestAborted))
        {
            // RFC 7009 section 2.1: the client is told when the token is another's.
            case RevocationResult.NotYours:
                await reply.ErrorAsync(
                    context,
                    OAuthErrors.UnauthorizedClient with
                    {
                        Description = "The token was issued to another client.",
                    }
                );
                break;
            case RevocationResult.UnsupportedType:
                await reply.ErrorAsync(context, OAuthErrors.UnsupportedTokenType);
                break;
            default:
                context.Response.ContentLength = 0;
                break;
        }
    }
}
