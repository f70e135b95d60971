using System.Security.Claims;
using Auth.Bearer.Sessions;
using Auth.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Auth.Bearer;

/// <summary>What the middleware found out about one request; never shared between requests.</summary>
/// <remarks>
/// A feature of its own, and the carrier of the user besides: the framework puts a carrier of its own in that place once it has authorized.
/// </remarks>
internal sealed class AuthRequest(EndpointRules rules, TokenSession? session, ClaimsPrincipal? user)
    : IHttpAuthenticationFeature
{
    /// <summary>What was found out about a request; <see langword="null"/> where the middleware has not run.</summary>
    public static AuthRequest? Of(HttpContext context) => context.Features.Get<AuthRequest>();

    /// <summary>What the request was held to.</summary>
    public EndpointRules Rules { get; } = rules;

    /// <summary>The validated token, or <see langword="null"/> for an anonymous caller.</summary>
    public TokenSession? Session { get; } = session;

    /// <inheritdoc />
    public ClaimsPrincipal? User { get; set; } = user;
}
