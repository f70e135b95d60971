using Auth.Admin;
using Auth.Admin.Import;
using Auth.Auditing;
using Auth.OpenApi;
using Auth.Pipeline;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Mounts the operator API.</summary>
public static class AdminEndpointExtensions
{
    /// <summary>Maps the endpoints with which operators find, change and remove clients, decide requests for higher tiers, let applications register, and see what happens.</summary>
    /// <remarks>The host does not start while they are open: add <c>RequireAuthorization</c>.</remarks>
    /// <param name="endpoints">Where to map.</param>
    /// <param name="prefix">
    /// The path in front of <c>/clients</c>, <c>/client-imports</c>, <c>/tier-requests</c>, <c>/initial-access-tokens</c>, <c>/audit</c>, <c>/outbox</c> and
    /// <c>/overview</c>.
    /// </param>
    /// <returns>The group, for conventions.</returns>
    /// <example><code>app.MapAuthAdmin("/auth/admin").RequireAuthorization("operators");</code></example>
    public static RouteGroupBuilder MapAuthAdmin(this IEndpointRouteBuilder endpoints, string prefix)
    {
        var group = endpoints.MapGroup(prefix);
        group.WithMetadata(new AdminMetadata(nameof(MapAuthAdmin)), new NoBearerMetadata());
        group.DisableRateLimit();
        EndpointDescription.Apply(group, AdminDescriptions.Under(prefix));

        group.MapGet("/clients", Serve<AdminClientEndpoints>((e, c) => e.ListAsync(c)));
        group.MapPost("/clients", Serve<AdminRegistrationEndpoint>((e, c) => e.HandleAsync(c)));
        group.MapGet("/clients/{id}", Serve<AdminClientEndpoints>((e, c) => e.GetAsync(c, Id(c))));
        group.MapPatch("/clients/{id}", Serve<AdminClientEndpoints>((e, c) => e.PatchAsync(c, Id(c))));
        group.MapDelete("/clients/{id}", Serve<AdminClientEndpoints>((e, c) => e.DeleteAsync(c, Id(c))));
        group.MapPost(
            "/clients/{id}/revoke-tokens",
            Serve<AdminClientEndpoints>((e, c) => e.RevokeTokensAsync(c, Id(c)))
        );
        group.MapPost("/clients/{id}/secret", Serve<AdminClientEndpoints>((e, c) => e.RotateSecretAsync(c, Id(c))));
        group.MapGet("/tier-requests", Serve<AdminTierRequestEndpoints>((e, c) => e.ListAsync(c)));
        group.MapPost(
            "/tier-requests/{id}/approve",
            Serve<AdminTierRequestEndpoints>((e, c) => e.DecideAsync(c, Id(c), approve: true))
        );
        group.MapPost(
            "/tier-requests/{id}/decline",
            Serve<AdminTierRequestEndpoints>((e, c) => e.DecideAsync(c, Id(c), approve: false))
        );
        group.MapPost("/client-imports", Serve<ClientImportEndpoint>((e, c) => e.HandleAsync(c)));
        group.MapPost("/initial-access-tokens", Serve<AdminInitialAccessTokenEndpoint>((e, c) => e.HandleAsync(c)));
        group.MapGet("/audit", Serve<AdminAuditEndpoint>((e, c) => e.HandleAsync(c)));
        group.MapGet("/outbox", Serve<AdminOutboxEndpoints>((e, c) => e.ListAsync(c)));
        group.MapPost("/outbox/{id}/retry", Serve<AdminOutboxEndpoints>((e, c) => e.RetryAsync(c, Id(c))));
        group.MapDelete("/outbox/{id}", Serve<AdminOutboxEndpoints>((e, c) => e.DiscardAsync(c, Id(c))));
        group.MapGet("/overview", Serve<AdminOverviewEndpoint>((e, c) => e.HandleAsync(c)));
        return group;
    }

    private static RequestDelegate Serve<TEndpoint>(Func<TEndpoint, HttpContext, Task> handle)
        where TEndpoint : notnull =>
        EndpointGuard.Wrap(context =>
            OperatorScope.RunAsync(
                context,
                () => handle(context.RequestServices.GetRequiredService<TEndpoint>(), context)
            )
        );

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;
}
