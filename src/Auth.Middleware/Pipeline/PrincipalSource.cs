using System.Security.Claims;
using Auth.Bearer;
using Auth.Bearer.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Auth.Pipeline;

/// <summary>Gives a request its principal: the token's shared one, or a private one where the host transforms claims and so might change it.</summary>
internal sealed class PrincipalSource(
    IClaimsTransformation? transformation,
    IOptions<AuthenticationOptions> schemes,
    BearerScheme scheme
)
{
    private readonly bool _shared = transformation is null or NoopClaimsTransformation;

    /// <summary>Whether requests with one token share one principal.</summary>
    public bool IsShared => _shared;

    /// <summary>Whether the caller is the user wherever no scheme is named. In a host with another default scheme only endpoints that ask for a token take it.</summary>
    /// <remarks>Otherwise anybody who registers an application would pass the <c>[Authorize]</c> that the host wrote for its signed-in users.</remarks>
    public bool IsDefault { get; } =
        (schemes.Value.DefaultAuthenticateScheme ?? schemes.Value.DefaultScheme) is { } name
            ? string.Equals(name, scheme.Name, StringComparison.Ordinal)
            : schemes.Value.Schemes.Count() == 1;

    public ClaimsPrincipal For(TokenSession session) =>
        _shared ? session.Principal! : session.Ticket!.CreatePrivatePrincipal();
}
