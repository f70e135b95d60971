using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Auth.Registration.Dynamic;

/// <summary>Says who may register now.</summary>
internal sealed class RegistrationGate(
    IOptionsMonitor<ClientCredentialsAuthOptions> options,
    IHostEnvironment environment
)
{
    /// <summary>The mode in force; never <see cref="RegistrationMode.Auto"/>.</summary>
    public RegistrationMode Mode =>
        options.CurrentValue.Registration.Mode switch
        {
            RegistrationMode.Auto => environment.IsDevelopment() ? RegistrationMode.Open : RegistrationMode.Closed,
            var mode => mode,
        };
}
