using Auth.Mail;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Openverse;

/// <summary>The link in the dialect's verification mail.</summary>
internal sealed class OpenverseVerificationLink(IOptionsMonitor<OpenverseOptions> options) : IVerificationLink
{
    public string Dialect => OpenverseDialect.DialectName;

    public string ProductName => options.CurrentValue.ProductName;

    public string PathFor(string code) => $"{OpenverseRoutes.Verify}/{code}/";
}
