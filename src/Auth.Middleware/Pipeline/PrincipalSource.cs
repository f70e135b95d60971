using System.Security.Claims;
using Auth.Bearer.Sessions;
using Microsoft.AspNetCore.Authentication;

namespace Auth.Pipeline;

/// <summary>Gives a request its principal: the token's shared one, or a private one where the host transforms claims and so might change it.</summary>
internal sealed class PrincipalSource(IClaimsTransformation? transformation = null)
{
    private readonly bool _shared = transformation is null or NoopClaimsTransformation;

    /// <summary>Whether requests with one token share one principal.</summary>
    public bool IsShared => _shared;

    public ClaimsPrincipal For(TokenSession session) =>
        _shared ? session.Ticket!.Principal : session.Ticket!.CreatePrivatePrincipal();
}
