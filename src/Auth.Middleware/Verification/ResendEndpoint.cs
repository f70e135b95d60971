using Auth.ClientAuthentication;
using Auth.Http;
using Auth.Registration.Dynamic;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Verification;

/// <summary><c>POST /oauth2/verify</c>: sends the verification mail again to the address on file; only the client itself can ask.</summary>
internal sealed class ResendEndpoint(ClientAuthenticator authenticator, VerificationMail mail, OAuthReply reply)
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

        switch (await authenticator.AuthenticateAsync(context, parameters))
        {
            case ClientAuthenticationOutcome.Refused(var error):
                await reply.ErrorAsync(context, error);
                break;
            case ClientAuthenticationOutcome.Authenticated({ Verified: true }):
                await VerifyEndpoint.WriteAsync(
                    context,
                    StatusCodes.Status200OK,
                    VerificationBody.Of(VerificationStatus.AlreadyVerified)
                );
                break;
            case ClientAuthenticationOutcome.Authenticated({ Email: null }):
                await reply.ErrorAsync(
                    context,
                    OAuthErrors.InvalidRequest with
                    {
                        Description = "The client has no address.",
                    }
                );
                break;
            case ClientAuthenticationOutcome.Authenticated(var client):
                await mail.SendAgainAsync(client, RegistrationEndpoint.Dialect, context.RequestAborted);
                await VerifyEndpoint.WriteAsync(context, StatusCodes.Status202Accepted, VerificationBody.Sent);
                break;
        }
    }
}
