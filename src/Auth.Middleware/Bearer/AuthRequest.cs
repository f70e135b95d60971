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
    /// <remarks>By the indexer: the generic accessors of a feature collection are dispatched at four times the cost.</remarks>
    public static AuthRequest? Of(HttpContext context) => (AuthRequest?)context.Features[typeof(AuthRequest)];

    /// <summary>What the request was held to.</summary>
    public EndpointRules Rules { get; } = rules;

    /// <summary>The validated token, or <see langword="null"/> for an anonymous caller.</summary>
    public TokenSession? Session { get; } = session;

    /// <summary>Gives the request this to carry, and its user where it has one.</summary>
    public void Attach(HttpContext context)
    {
        var features = context.Features;
        features[typeof(AuthRequest)] = this;
        if (User is not null)
        {
            features[typeof(IHttpAuthenticationFeature)] = this;
        }
    }

    /// <inheritdoc />
    public ClaimsPrincipal? User { get; set; } = user;
}
