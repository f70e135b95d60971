using Auth.Bearer;
using Auth.Pipeline;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Protects endpoints.</summary>
public static class RequireScopeExtensions
{
    /// <summary>Asks for an access token with all the given scopes.</summary>
    /// <remarks>
    /// Checked by <c>UseClientCredentialsAuth</c> for next to nothing, where <c>RequireAuthorization</c> costs a microsecond. An endpoint that is
    /// reached without it throws instead of answering.
    /// </remarks>
    /// <param name="builder">The endpoints.</param>
    /// <param name="scopes">The scopes; none asks for any valid token.</param>
    /// <example><code>app.MapGet("/orders", ...).RequireScope("orders:read");</code></example>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, params string[] scopes)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new RequireScopeAttribute(scopes));
        builder.Finally(endpoint =>
        {
            if (endpoint.RequestDelegate is { } next)
            {
                endpoint.RequestDelegate = context =>
                    AuthMiddleware.HasRun(context) ? next(context) : throw NotMounted();
            }
        });
        return builder;
    }

    private static InvalidOperationException NotMounted() =>
        new(
            "An endpoint with RequireScope was reached without app.UseClientCredentialsAuth(). Mount it before the endpoint."
        );
}
