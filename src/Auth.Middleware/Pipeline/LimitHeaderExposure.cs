using Auth.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Auth.Pipeline;

/// <summary>Lets scripts of other origins read the limit headers (Fetch, <c>Access-Control-Expose-Headers</c>).</summary>
/// <remarks>
/// The framework's CORS middleware sets that header anew when the response starts. What is registered first runs last, so this stands in front
/// of the whole pipeline. Where no field is configured there is nothing to expose, and requests are not looked at.
/// </remarks>
internal sealed class LimitHeaderExposure : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            var plans = app.ApplicationServices.GetRequiredService<RateLimitPlanSource>();
            app.Use(following => Expose(plans, following));
            next(app);
        };

    /// <summary>Whether a header tells about limits.</summary>
    public static bool IsLimit(string header) => header.Contains("RateLimit", StringComparison.OrdinalIgnoreCase);

    private static RequestDelegate Expose(RateLimitPlanSource plans, RequestDelegate next) =>
        context =>
        {
            if (plans.Current.Fields != LimitFields.None && context.Request.Headers.Origin.Count > 0)
            {
                context.Response.OnStarting(static response => ExposeAsync((HttpResponse)response), context.Response);
            }

            return next(context);
        };

    private static Task ExposeAsync(HttpResponse response)
    {
        var names = response.Headers.Keys.Where(IsLimit).ToList();
        if (names.Count > 0)
        {
            names.Add(HeaderNames.RetryAfter);
            response.Headers.Append(HeaderNames.AccessControlExposeHeaders, string.Join(", ", names));
        }

        return Task.CompletedTask;
    }
}
