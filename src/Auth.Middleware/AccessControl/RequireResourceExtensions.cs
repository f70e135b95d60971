using Auth;
using Auth.AccessControl;
using Auth.Bearer;
using Auth.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder
{
    /// <summary>Protects endpoints by access control.</summary>
    public static class RequireResourceExtensions
    {
        /// <summary>Asks for a caller with access to a resource; the handler reads what it may do from <c>HttpContext.GetResourceAccess()</c>.</summary>
        /// <param name="builder">The endpoints.</param>
        /// <param name="resource">The resource, such as <c>collection:v1_things</c>.</param>
        /// <param name="access">What the endpoints do with it.</param>
        /// <param name="allowLimited">
        /// Whether callers are let in whose access is limited by a filter or to fields. The endpoints must then apply both.
        /// </param>
        /// <example><code>app.MapGet("/v1/things", ...).RequireResource("collection:v1_things", Access.Read);</code></example>
        public static TBuilder RequireResource<TBuilder>(
            this TBuilder builder,
            string resource,
            Access access,
            bool allowLimited = false
        )
            where TBuilder : IEndpointConventionBuilder
        {
            var required = new RequireResourceAttribute(resource, access) { AllowLimited = allowLimited };
            builder.RequireScope().WithMetadata(required);
            builder.Finally(endpoint =>
            {
                if (endpoint.RequestDelegate is { } next)
                {
                    endpoint.RequestDelegate = context => CheckAsync(context, required, next);
                }
            });
            return builder;
        }

        private static async Task CheckAsync(
            HttpContext context,
            RequireResourceAttribute required,
            RequestDelegate next
        )
        {
            if (!AuthMiddleware.HasRun(context))
            {
                throw new InvalidOperationException(
                    "An endpoint with RequireResource was reached without app.UseClientCredentialsAuth(). Mount it before the endpoint."
                );
            }

            EffectiveAccess? access = null;
            await EndpointGuard.Wrap(async guarded =>
                access = await guarded
                    .RequestServices.GetRequiredService<IAccessControl>()
                    .GetAccessAsync(guarded, required.Resource)
            )(context);
            if (access is null)
            {
                return;
            }

            if (!(required.AllowLimited ? access.AllowsSome(required.Access) : access.Allows(required.Access)))
            {
                await AuthRequest.Of(context)!.Rules.Wire.WriteForbiddenAsync(context, scope: null);
                return;
            }

            context.Features.Set(access);
            await next(context);
        }
    }
}

namespace Microsoft.AspNetCore.Http
{
    /// <summary>Reads what a caller may do.</summary>
    public static class ResourceAccessHttpContextExtensions
    {
        /// <summary>The caller's access to the resource that the endpoint requires; none where it requires none.</summary>
        public static EffectiveAccess GetResourceAccess(this HttpContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            return context.Features.Get<EffectiveAccess>() ?? EffectiveAccess.None;
        }
    }
}
