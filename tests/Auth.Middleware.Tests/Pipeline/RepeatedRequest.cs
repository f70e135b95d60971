using Auth.Bearer;
using Auth.Rig;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Auth.Pipeline;

/// <summary>One request again and again as on one connection, whose server costs nothing: what the middleware itself allocates for it.</summary>
internal sealed class RepeatedRequest
{
    private const int Times = 2_000;

    private readonly HttpRequestFeature _request = new();
    private readonly HttpResponseFeature _response = new();
    private readonly FeatureCollection _features = new(16);
    private readonly Nowhere _nowhere = new();
    private readonly AuthMiddleware _middleware;
    private readonly Endpoint _endpoint;
    private readonly StringValues _authorization;

    /// <param name="host">The host.</param>
    /// <param name="endpoint">The display name of the endpoint.</param>
    /// <param name="token">The token it comes with.</param>
    public RepeatedRequest(PipelineHost host, string endpoint, string token)
    {
        _middleware = ActivatorUtilities.CreateInstance<AuthMiddleware>(
            host.Services,
            new Onward(_ => Task.CompletedTask, _ => Task.FromException(new InvalidOperationException("Guarded.")))
        );
        _endpoint = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.Single(one => one.DisplayName == endpoint);
        _authorization = $"Bearer {token}";
    }

    /// <summary>The latest of them.</summary>
    public DefaultHttpContext Context { get; } = new();

    /// <summary>Sends them; none may have to wait for anything.</summary>
    /// <returns>Bytes allocated for one, the fewest.</returns>
    public long Send()
    {
        var bytes = long.MaxValue;
        for (var i = 0; i < Times; i++)
        {
            Renew();
            Context.SetEndpoint(_endpoint);
            Context.Request.Headers.Authorization = _authorization;
            Context.Features.Get<AuthRequest>().ShouldBeNull();

            var before = GC.GetAllocatedBytesForCurrentThread();
            var pending = _middleware.InvokeAsync(Context);
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
            pending.IsCompletedSuccessfully.ShouldBeTrue();
        }

        return bytes;
    }

    /// <summary>As a server does with the next request on a connection: collections keep their room.</summary>
    private void Renew()
    {
        _request.Headers.Clear();
        _response.Headers.Clear();
        _response.StatusCode = 200;
        _features.Set<AuthRequest>(null);
        _features.Set<IHttpAuthenticationFeature>(null);
        _features.Set<IItemsFeature>(null);
        _features.Set<IHttpRequestFeature>(_request);
        _features.Set<IHttpResponseFeature>(_response);
        _features.Set<IHttpResponseBodyFeature>(_nowhere);
        Context.Uninitialize();
        Context.Initialize(_features);
    }
}
