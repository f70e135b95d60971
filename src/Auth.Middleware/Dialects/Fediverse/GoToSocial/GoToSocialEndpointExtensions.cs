using Auth.Dialects.Fediverse;
using Auth.Dialects.Fediverse.GoToSocial;
using Auth.Wire;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Makes a host's own endpoints part of GoToSocial's API.</summary>
public static class GoToSocialEndpointExtensions
{
    /// <summary>Asks for a user's token that permits at least one of the given scopes, and words refusals, limits and CORS as GoToSocial does.</summary>
    /// <remarks>Without a token, and to a token of an application that acts for itself, the answer is 401; without a scope it is 403.</remarks>
    /// <param name="builder">The endpoints.</param>
    /// <param name="scopes">The scopes, any one of which will do; <c>read</c> permits <c>read:notifications</c> too.</param>
    /// <example><code>app.MapGet("/gotosocial/api/v1/notifications", ...).RequireGoToSocialUser("read:notifications");</code></example>
    public static TBuilder RequireGoToSocialUser<TBuilder>(this TBuilder builder, params string[] scopes)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.RequireScope();
        builder.WithMetadata(
            new WireFormatMetadata(typeof(GoToSocialApiWireFormat)),
            FediverseRoutes.ByAddress(FediversePolicies.Api),
            GoToSocialCors.Any
        );
        FediverseRoutes.Wrap(builder, next => GoToSocialUserRule.Before(next, scopes));
        return builder;
    }
}
