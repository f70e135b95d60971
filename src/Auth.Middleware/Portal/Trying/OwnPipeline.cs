using Auth.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Auth.Portal.Trying;

/// <summary>Sends a request through the host's own pipeline, in memory: limits and authorization decide as they do for callers from outside.</summary>
/// <remarks>No network, so no address that a visitor could make the server call; the path comes from configuration.</remarks>
internal sealed class OwnPipeline(IHttpContextFactory contexts, PublicUrl publicUrl)
{
    private const int MaxBody = 4_096;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The pipeline; set when the host has built it.</summary>
    public RequestDelegate? Pipeline { get; set; }

    /// <summary>Calls a path as the visitor.</summary>
    /// <param name="visitor">The visitor's request: the call comes from the same address.</param>
    /// <param name="target">Path and query.</param>
    /// <param name="token">The token to send.</param>
    public async Task<TryAnswer> GetAsync(HttpContext visitor, string target, string token)
    {
        using var body = new MemoryStream();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(visitor.RequestAborted);
        limit.CancelAfter(Patience);
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestTo(target, token));
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = limit.Token });
        features.Set<IHttpConnectionFeature>(
            new HttpConnectionFeature
            {
                RemoteIpAddress = visitor.Connection.RemoteIpAddress,
                LocalIpAddress = visitor.Connection.LocalIpAddress,
                ConnectionId = visitor.Connection.Id,
            }
        );
        var context = contexts.Create(features);
        try
        {
            await Pipeline!(context);
            await context.Response.CompleteAsync();
            return TryAnswer.Of(context.Response, body.GetBuffer().AsSpan(0, (int)Math.Min(body.Length, MaxBody)));
        }
        finally
        {
            contexts.Dispose(context);
        }
    }

    private HttpRequestFeature RequestTo(string target, string token)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var url = new Uri(publicUrl.Base);
        return new HttpRequestFeature
        {
            Method = HttpMethods.Get,
            Scheme = url.Scheme,
            Protocol = "HTTP/1.1",
            Path = Uri.UnescapeDataString(question < 0 ? target : target[..question]),
            QueryString = question < 0 ? "" : target[question..],
            RawTarget = target,
            Headers = new HeaderDictionary
            {
                ["Host"] = url.Authority,
                ["Accept"] = "application/json, */*;q=0.5",
                ["Authorization"] = "Bearer " + token,
            },
        };
    }
}

/// <summary>Notes the pipeline as the host has built it.</summary>
internal sealed class OwnPipelineFilter(OwnPipeline own) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(pipeline =>
            {
                own.Pipeline = pipeline;
                return pipeline;
            });
            next(app);
        };
}
