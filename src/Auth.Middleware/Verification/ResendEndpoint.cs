using Auth.ClientAuthentication;
using Auth.Registration.Dynamic;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Verification;

/// <summary><c>POST /oauth2/verify</c>: sends the verification mail again to the address on file; only the client itself can ask.</summary>
internal sealed class ResendEndpoint(ClientFormReader form, VerificationMail mail, OAuthReply reply)
{
    private static readonly OAuthError NoAddress = OAuthErrors.InvalidRequest with
    {
        Description = "The client has no address.",
    };

    public async Task HandleAsync(HttpContext context)
    {
        switch ((await form.ReadAsync(context))?.Client)
        {
            case null:
                break;
            case { Verified: true }:
                await VerifyEndpoint.WriteAsync(
                    context,
                    StatusCodes.Status200OK,
                    VerificationBody.Of(VerificationStatus.AlreadyVerified)
                );
                break;
            case { Email: null }:
                await reply.ErrorAsync(context, NoAddress);
                break;
            case var client:
                await mail.SendAgainAsync(client, RegistrationEndpoint.Dialect, context.RequestAborted);
                await VerifyEndpoint.WriteAsync(context, StatusCodes.Status202Accepted, VerificationBody.Sent);
                break;
        }
    }
}
