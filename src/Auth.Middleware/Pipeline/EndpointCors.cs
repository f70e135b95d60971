using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace Auth.Pipeline;

/// <summary>Keeps the host's CORS policies off endpoints that have a <see cref="CorsRule"/>.</summary>
internal sealed class EndpointCors(ICorsPolicyProvider policies) : ICorsPolicyProvider
{
    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) =>
        context.GetEndpoint()?.Metadata.GetMetadata<CorsRule>() is null
            ? policies.GetPolicyAsync(context, policyName)
            : Task.FromResult<CorsPolicy?>(null);
}
