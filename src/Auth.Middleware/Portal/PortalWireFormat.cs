using Auth.Pages.Shell;

namespace Auth.Portal;

/// <summary>The refusals of the portal.</summary>
internal sealed class PortalWireFormat(PortalMount mount) : ShellWireFormat(mount);
