using Auth.Hosting;
using Auth.Mail;
using Microsoft.Extensions.Options;

namespace Auth.Portal.Registering;

/// <summary>The link in the mail of a client that registered in the portal. It leads into the portal, or to the standard page where that is gone.</summary>
internal sealed class PortalVerificationLink(PortalMount mount, IOptionsMonitor<ClientCredentialsAuthOptions> options)
    : IVerificationLink
{
    /// <summary>The name under which these registrations send their mail.</summary>
    public const string Name = "portal";

    public string Dialect => Name;

    public string ProductName => options.CurrentValue.Portal.ProductName;

    public string PathFor(string code) =>
        mount.IsMapped
            ? mount.LocalPathOf(PortalRoutes.VerifyCode.Replace("{code}", code, StringComparison.Ordinal))
            : $"{StandardRoutes.Verify}/{code}";
}
