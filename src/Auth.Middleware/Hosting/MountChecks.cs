using Auth.Admin;
using Auth.Dialects;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.Storage.Guarded;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Hosting;

/// <summary>Looks at the built pipeline before the server listens: what would leave endpoints open or unlimited stops the start, all of it named at once.</summary>
internal sealed class MountChecks(MountState mount, IServiceProvider services) : IStartupFilter
{
    /// <summary>Where the framework keeps what <c>UseRouting</c> was given.</summary>
    public const string RouteBuilder = "__EndpointRouteBuilder";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            next(app);
            List<string> problems =
            [
                .. MountProblems(),
                .. StoreProblems(),
                .. TierProblems(),
                .. EndpointProblems(),
                .. Routes(),
            ];
            if (problems.Count > 0)
            {
                throw new AuthConfigurationException(problems);
            }
        };

    private IEnumerable<string> MountProblems()
    {
        if (mount.Middleware is null)
        {
            yield return "AddClientCredentialsAuth was called and UseClientCredentialsAuth was not: no endpoint is protected or limited. "
                + "Call app.UseClientCredentialsAuth() before the endpoints.";
        }
        else if (!mount.HasRoutingBefore && mount.Middleware.Properties.ContainsKey(RouteBuilder))
        {
            yield return "UseRouting stands behind UseClientCredentialsAuth, which then cannot see what to protect and limit. "
                + "Call app.UseRouting() first.";
        }

        if (mount.Middleware is not null && mount.Endpoints is null && services.GetServices<IDialect>().Any())
        {
            yield return "The endpoints of the dialects are not mapped: call MapClientCredentialsAuth where endpoints are mapped.";
        }
    }

    private IEnumerable<string> StoreProblems()
    {
        (string Name, bool Guarded)[] stores =
        [
            (nameof(IClientStore), services.GetRequiredService<IClientStore>() is GuardedClientStore),
            (nameof(ITokenStore), services.GetRequiredService<ITokenStore>() is GuardedTokenStore),
            (nameof(ITierRequestStore), services.GetRequiredService<ITierRequestStore>() is GuardedTierRequestStore),
            (nameof(IRoleStore), services.GetRequiredService<IRoleStore>() is GuardedRoleStore),
            (nameof(IAccessKeyStore), services.GetRequiredService<IAccessKeyStore>() is GuardedAccessKeyStore),
        ];
        return stores
            .Where(store => !store.Guarded)
            .Select(store =>
                $"{store.Name} was registered after AddClientCredentialsAuth, so changes would not reach cached sessions. "
                + "Register it before, or with the builder's UseStore."
            );
    }

    private IEnumerable<string> TierProblems()
    {
        var tier = services.GetRequiredService<IOptions<ClientCredentialsAuthOptions>>().Value.Registration.Tier;
        if (services.GetRequiredService<RateLimitPlanSource>().Current.TierNamed(tier) is null or TierNames.Anonymous)
        {
            yield return $"Auth:Registration:Tier names '{tier}': name a tier of Auth:RateLimiting:Tiers other than anonymous.";
        }
    }

    private IEnumerable<string> Routes() => RouteClaims.Conflicts(services.GetRequiredService<EndpointDataSource>());

    private IEnumerable<string> EndpointProblems()
    {
        var endpoints = services.GetRequiredService<EndpointDataSource>().Endpoints;
        foreach (var open in endpoints.Where(IsOpenToOperators).DistinctBy(MappedBy))
        {
            yield return $"{open.DisplayName} of {MappedBy(open)} is open to everybody. Add .RequireAuthorization(policy) behind {MappedBy(open)}.";
        }

        var plan = services.GetRequiredService<RateLimitPlanSource>().Current;
        foreach (var endpoint in endpoints)
        {
            if (
                endpoint.Metadata.GetMetadata<RateLimitPolicyAttribute>() is { Policy: var policy }
                && !plan.HasPolicy(policy)
                && !string.Equals(policy, RateLimitingOptions.DefaultPolicy, StringComparison.OrdinalIgnoreCase)
            )
            {
                yield return $"{endpoint.DisplayName} names the rate-limit policy '{policy}', which is not defined. "
                    + $"Define {RateLimitingOptions.Section}:Policies:{policy}, such as 100/min, or off.";
            }
        }
    }

    private static string? MappedBy(Endpoint endpoint) => endpoint.Metadata.GetMetadata<AdminMetadata>()?.MappedBy;

    private static bool IsOpenToOperators(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<AdminMetadata>() is not null
        && (
            endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
            || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        );
}
