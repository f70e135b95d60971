using Auth.Hosting;
using Auth.Pages.Shell;
using Auth.Pages.Text;

namespace Auth.Dashboard;

/// <summary>Where the host has mounted the dashboard.</summary>
internal sealed class DashboardMount(PublicUrl publicUrl) : PageMount(publicUrl)
{
    public override string Product => PageText.DashProduct;
}
