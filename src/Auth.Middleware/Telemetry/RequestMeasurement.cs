using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Telemetry;

/// <summary>Measures one request to an endpoint with <see cref="MeasuredMetadata"/>, when anybody listens.</summary>
internal sealed class RequestMeasurement
{
    /// <summary>The grant type of requests that name none, or none that is known: the number of tag values stays bounded.</summary>
    private const string Other = "_OTHER";

    private readonly MeasuredOperation _operation;
    private readonly AuthMetrics _metrics;
    private readonly Activity? _activity;
    private readonly long _since;
    private string _grantType = Other;

    private RequestMeasurement(MeasuredOperation operation, AuthMetrics metrics)
    {
        _operation = operation;
        _metrics = metrics;
        _activity = AuthActivities.Start(operation == MeasuredOperation.Token ? "auth.token" : "auth.registration");
        _since = metrics.Now;
    }

    /// <summary>Begins to measure a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="services">The host's services; those of the request, which are a scope to make, when <see langword="null"/>.</param>
    /// <returns><see langword="null"/> when its endpoint is not measured, or nobody listens.</returns>
    public static RequestMeasurement? Begin(HttpContext context, IServiceProvider? services)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<MeasuredMetadata>() is not { } measured)
        {
            return null;
        }

        var metrics = (services ?? context.RequestServices).GetRequiredService<AuthMetrics>();
        if (!metrics.MeasuresRequests && !AuthActivities.AreHeard)
        {
            return null;
        }

        var measurement = new RequestMeasurement(measured.Operation, metrics);
        context.Features.Set(measurement);
        return measurement;
    }

    /// <summary>Notes the grant type of a request for a token, once it is known to be one that the server has.</summary>
    public static void Grant(HttpContext context, string grantType)
    {
        if (context.Features.Get<RequestMeasurement>() is { } measurement)
        {
            measurement._grantType = grantType;
        }
    }

    /// <summary>Ends with the status of the answer.</summary>
    public void End(int status) =>
        End(
            status switch
            {
                < 400 => "success",
                < 500 => "refused",
                _ => "unavailable",
            }
        );

    /// <summary>Ends without an answer: the caller has hung up.</summary>
    public void Abort() => End("aborted");

    private void End(string result)
    {
        if (_operation == MeasuredOperation.Token)
        {
            _metrics.TokenRequested(_grantType, result, _since);
            _activity?.SetTag("auth.grant_type", _grantType);
        }
        else
        {
            _metrics.Registered(result);
        }

        _activity?.SetTag("auth.result", result);
        _activity?.SetStatus(result == "unavailable" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        _activity?.Dispose();
    }
}
