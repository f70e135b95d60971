using Auth.Pages.Shell;

namespace Auth.Dashboard;

/// <summary>The refusals of the dashboard.</summary>
internal sealed class DashboardWireFormat(DashboardMount mount) : ShellWireFormat(mount);
