using Auth.Bearer;
using Auth.ClientAuthentication;
using Auth.Http;
using Auth.Verification;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Openverse;

/// <summary><c>POST /v1/auth_tokens/verify/</c>: sends the verification mail again to the address on file; only the client itself can ask.</summary>
internal sealed class OpenverseResendEndpoint(
    ClientAuthenticator authenticator,
    VerificationMail mail,
    BearerChallenge challenge
)
{
    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.All);
        if (bodyError is not null)
        {
            await OpenverseReply.BodyErrorAsync(context, bodyError);
            return;
        }

        switch (await authenticator.AuthenticateAsync(context, parameters))
        {
            case ClientAuthenticationOutcome.Authenticated({ Verified: true }):
                await OpenverseReply.MessageAsync(
                    context,
                    200,
                    "This email is verified already. Your OAuth2 credentials are active."
                );
                break;
            case ClientAuthenticationOutcome.Authenticated(var client):
                await mail.SendAgainAsync(client, OpenverseDialect.DialectName, context.RequestAborted);
                await OpenverseReply.MessageAsync(context, 202, "Check your email for a verification link.");
                break;
            case ClientAuthenticationOutcome.Refused(var error):
                if (error.Status == StatusCodes.Status401Unauthorized)
                {
                    context.Response.Headers[HeaderNames.WWWAuthenticate] = challenge.Basic;
                }

                await OpenverseReply.DetailAsync(context, error.Status, error.Description, error.Code);
                break;
        }
    }
}
