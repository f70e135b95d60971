using Auth.Telemetry;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Auth.Pipeline;

/// <summary>Around every endpoint of the library: a store that fails is answered 503 in the endpoint's own words, nothing half done, never a bare 500.</summary>
internal static class EndpointGuard
{
    private const string RetryAfter = "5";

    /// <param name="handle">The endpoint.</param>
    /// <param name="services">The host's services, for endpoints that need none of the request's own: no scope is made then.</param>
    public static RequestDelegate Wrap(RequestDelegate handle, IServiceProvider? services = null) =>
        async context =>
        {
            var measurement = RequestMeasurement.Begin(context, services);
            try
            {
                await handle(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // Nobody is left to answer.
                measurement?.Abort();
                return;
            }
            catch (Exception e) when (!context.Response.HasStarted)
            {
                var services = context.RequestServices;
                Log.EndpointFailed(
                    services.GetRequiredService<ILogger<AuthMiddleware>>(),
                    e,
                    context.GetEndpoint()?.DisplayName ?? "an endpoint"
                );
                var limits = context.Response.Headers.Where(header => LimitHeaderExposure.IsLimit(header.Key)).ToList();
                context.Response.Clear();
                limits.ForEach(header => context.Response.Headers[header.Key] = header.Value);
                context.Response.Headers[HeaderNames.RetryAfter] = RetryAfter;
                await services
                    .GetRequiredService<EndpointRulesTable>()
                    .For(context.GetEndpoint())
                    .Wire.WriteUnavailableAsync(context);
            }

            measurement?.End(context.Response.StatusCode);
        };
}
