using Auth.Hosting;
using Auth.Pages.Shell;
using Microsoft.Extensions.Options;

namespace Auth.Portal;

/// <summary>Where the host has mounted the portal.</summary>
internal sealed class PortalMount(PublicUrl publicUrl, IOptionsMonitor<ClientCredentialsAuthOptions> options)
    : PageMount(publicUrl)
{
    public override string Product => options.CurrentValue.Portal.ProductName;
}
