using Auth.Dialects.Fediverse;
using Auth.Dialects.Fediverse.Mastodon;
using Auth.Wire;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Makes a host's own endpoints part of Mastodon's API.</summary>
public static class MastodonEndpointExtensions
{
    /// <summary>Asks for a user's token with at least one of the given scopes, and words refusals, limits and CORS as Mastodon does below <c>/api</c>.</summary>
    /// <remarks>Without a token the answer is 401, without a scope 403, and to a token of an application that acts for itself 422.</remarks>
    /// <param name="builder">The endpoints.</param>
    /// <param name="scopes">The scopes, any one of which will do, such as <c>read</c> and <c>read:notifications</c>; none accepts every scope.</param>
    /// <example><code>app.MapGet("/api/v1/notifications", ...).RequireMastodonUser("read", "read:notifications");</code></example>
    public static TBuilder RequireMastodonUser<TBuilder>(this TBuilder builder, params string[] scopes)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.RequireScope();
        builder.WithMetadata(
            new WireFormatMetadata(typeof(MastodonApiWireFormat)),
            FediverseRoutes.ByAddress(FediversePolicies.Api),
            MastodonCors.Api,
            MastodonTokens.InQuery
        );
        FediverseRoutes.Wrap(builder, next => MastodonUserRule.Before(next, [.. scopes]));
        return builder;
    }
}
