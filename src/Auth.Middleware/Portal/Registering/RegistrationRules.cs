using Auth.Registration;
using Microsoft.Extensions.Options;

namespace Auth.Portal.Registering;

/// <summary>Who may register through the portal. Mounting it says that developers may, unless the mode says otherwise.</summary>
internal sealed class RegistrationRules(IOptionsMonitor<ClientCredentialsAuthOptions> options)
{
    private RegistrationMode Mode => options.CurrentValue.Registration.Mode;

    /// <summary>Whether anybody may register at all.</summary>
    public bool IsOpen => Mode != RegistrationMode.Closed;

    /// <summary>Whether an initial access token must be shown.</summary>
    public bool NeedsInvitation => Mode == RegistrationMode.InitialAccessToken;
}
