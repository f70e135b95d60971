using System.Collections.Concurrent;
using System.Diagnostics;
using Auth.OAuth;
using Auth.Rig;

namespace Auth.Telemetry;

/// <summary>What a tracer hears.</summary>
public sealed class ActivityTests
{
    [Fact]
    public async Task Token_requests_registrations_and_look_ups_are_activities_that_name_nobody()
    {
        using var heard = new Heard();
        await using var host = await OAuthHost.StartAsync();
        host.Client.DefaultRequestHeaders.Add("traceparent", heard.TraceParent);

        var key = await host.RegisterAsync();
        var token = await host.TokenAsync(key);
        await host.UseAsync(token);
        await host.UseAsync(token);
        await host.RequestTokenAsync(key with { Secret = "wrong" });

        heard.Of("auth.registration").ShouldBe(["auth.result=success"]);
        heard
            .Of("auth.token")
            .ShouldBe([
                "auth.grant_type=client_credentials auth.result=success",
                "auth.grant_type=client_credentials auth.result=refused",
            ]);
        heard.Of("auth.bearer.lookup").ShouldBe([""]);
    }

    [Fact]
    public async Task A_store_that_is_down_marks_the_activity_without_saying_more_than_the_kind_of_failure()
    {
        using var heard = new Heard();
        var faults = new FaultInjector();
        await using var host = await OAuthHost.StartAsync(setup => setup.Builder = faults.Attach);
        var token = await host.TokenAsync(await host.RegisterAsync());
        host.Client.DefaultRequestHeaders.Add("traceparent", heard.TraceParent);

        faults.Fail("ITokenStore.FindAsync");
        (await host.UseAsync(token)).Status.ShouldBe(503);

        var failed = heard.Activities.Single(activity => activity.OperationName == "auth.bearer.lookup");
        failed.Status.ShouldBe(ActivityStatusCode.Error);
        failed.StatusDescription.ShouldBe("IOException");
    }

    /// <summary>Listens to the activities of one trace: other tests run beside it.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();
        private readonly ConcurrentQueue<Activity> _stopped = new();
        private readonly ActivityListener _listener;

        public Heard()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source =>
                    source.Name is ClientCredentialsAuthDefaults.TelemetryName or "Microsoft.AspNetCore",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    if (activity.TraceId == _trace)
                    {
                        _stopped.Enqueue(activity);
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        /// <summary>What puts a request into the trace (W3C Trace Context).</summary>
        public string TraceParent => $"00-{_trace}-{ActivitySpanId.CreateRandom()}-01";

        public IEnumerable<Activity> Activities => _stopped;

        public IEnumerable<string> Of(string name) =>
            _stopped
                .Where(activity => activity.OperationName == name)
                .Select(activity => string.Join(' ', activity.Tags.Select(tag => $"{tag.Key}={tag.Value}")));

        public void Dispose() => _listener.Dispose();
    }
}
