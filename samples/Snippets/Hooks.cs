using System.Diagnostics;
using System.Diagnostics.Metrics;
using Auth;

namespace Snippets;

internal static class Hooks
{
    public static void Add(ClientCredentialsAuthBuilder auth)
    {
        #region hooks
        auth.AddEvents(events =>
        {
            events.OnClientRegistering = context =>
            {
                context.Tier = context.EmailAddress?.EndsWith("@example.edu", StringComparison.Ordinal) is true
                    ? "enhanced"
                    : "standard";
                return ValueTask.CompletedTask;
            };
            events.OnTokenIssuing = context =>
            {
                if (context.Scopes.Contains("export"))
                {
                    context.Lifetime = TimeSpan.FromMinutes(5);
                }

                return ValueTask.CompletedTask;
            };
            events.OnTokenValidated = context =>
            {
                context.AddClaim("team", context.Client.Name);
                return ValueTask.CompletedTask;
            };
        });
        #endregion
    }

    public static (MeterListener Meters, ActivityListener Activities) Listen()
    {
        #region telemetry
        var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == ClientCredentialsAuthDefaults.TelemetryName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.Start();
        var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ClientCredentialsAuthDefaults.TelemetryName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(activities);
        #endregion
        return (meters, activities);
    }
}
