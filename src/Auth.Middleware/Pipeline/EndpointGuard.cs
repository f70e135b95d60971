using Auth.Storage;
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
                var provider = services ?? context.RequestServices;
                LogFailure(provider.GetRequiredService<ILogger<AuthMiddleware>>(), e, context.GetEndpoint());
                var limits = context.Response.Headers.Where(header => LimitHeaderExposure.IsLimit(header.Key)).ToList();
                context.Response.Clear();
                limits.ForEach(header => context.Response.Headers[header.Key] = header.Value);
                context.Response.Headers[HeaderNames.RetryAfter] = RetryAfter;
                await provider
                    .GetRequiredService<EndpointRulesTable>()
                    .For(context.GetEndpoint())
                    .Wire.WriteUnavailableAsync(context);
            }

            measurement?.End(context.Response.StatusCode);
        };

    /// <summary>An outage was logged when it began; it is not told again with every request.</summary>
    private static void LogFailure(ILogger logger, Exception exception, Endpoint? endpoint)
    {
        var name = endpoint?.DisplayName ?? "an endpoint";
        if (exception is StoreUnavailableException)
        {
            Log.EndpointUnavailable(logger, name);
        }
        else
        {
            Log.EndpointFailed(logger, exception, name);
        }
    }
}
