using System.Security.Claims;
using Auth.Bearer.Sessions;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Auth.Bearer;

/// <summary>What the middleware found out about one request; never shared between requests.</summary>
internal sealed class AuthRequest(TokenSession? session, ClaimsPrincipal? user) : IHttpAuthenticationFeature
{
    /// <summary>The validated token, or <see langword="null"/> for an anonymous caller.</summary>
    public TokenSession? Session { get; } = session;

    /// <inheritdoc />
    public ClaimsPrincipal? User { get; set; } = user;
}
