using Auth.ClientAuthentication;
using Auth.Token;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary><c>POST /oauth/revoke</c> (RFC 7009): the client first; then 200 <c>{}</c> for anything but another client's token.</summary>
internal sealed class MastodonRevokeEndpoint(ClientAuthenticator authenticator, TokenRevoker revoker)
{
    public async Task HandleAsync(HttpContext context)
    {
        var (parameters, bodyError) = await MastodonParameters.ReadAsync(context);
        if (bodyError is not null)
        {
            await MastodonReply.OAuthErrorAsync(context, bodyError);
            return;
        }

        switch (await authenticator.AuthenticateAsync(context, parameters))
        {
            case ClientAuthenticationOutcome.Refused({ Status: 401 }):
                await MastodonReply.OAuthErrorAsync(context, MastodonTexts.NotAuthorizedToRevoke);
                break;
            case ClientAuthenticationOutcome.Refused(var error):
                await MastodonReply.OAuthErrorAsync(context, MastodonParameters.Worded(error));
                break;
            case ClientAuthenticationOutcome.Authenticated(var client):
                var result = await revoker.RevokeAsync(parameters.Text("token") ?? "", client, context.RequestAborted);
                await (
                    result == RevocationResult.NotYours
                        ? MastodonReply.OAuthErrorAsync(context, MastodonTexts.NotAuthorizedToRevoke)
                        : MastodonReply.OAuthAsync(
                            context,
                            StatusCodes.Status200OK,
                            new EmptyBody(),
                            MastodonJson.Relaxed.EmptyBody
                        )
                );
                break;
        }
    }
}
