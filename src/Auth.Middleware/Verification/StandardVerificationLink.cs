using Auth.Hosting;
using Auth.Mail;
using Auth.Registration.Dynamic;

namespace Auth.Verification;

/// <summary>The link in the mail of a client that registered at <c>/oauth2/register</c>.</summary>
internal sealed class StandardVerificationLink : IVerificationLink
{
    public string Dialect => RegistrationEndpoint.Dialect;

    public string ProductName => "API";

    public string PathFor(string code) => $"{StandardRoutes.Verify}/{code}";
}
