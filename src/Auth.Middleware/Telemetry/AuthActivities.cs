using System.Diagnostics;

namespace Auth.Telemetry;

/// <summary>The library's activities, for tracing. They name operations and results, never a client or a credential.</summary>
internal static class AuthActivities
{
    /// <summary>A token that is not cached is looked up.</summary>
    public const string BearerLookup = "auth.bearer.lookup";

    /// <summary>A mail is sent.</summary>
    public const string Mail = "auth.mail.send";

    /// <summary>What has ended is removed.</summary>
    public const string Cleanup = "auth.cleanup";

    private static readonly ActivitySource Source = new(ClientCredentialsAuthDefaults.TelemetryName);

    /// <summary>Whether anybody listens.</summary>
    public static bool AreHeard => Source.HasListeners();

    /// <summary>Begins an activity, when anybody listens.</summary>
    public static Activity? Start(string name) => Source.StartActivity(name);

    /// <summary>Marks an activity as failed, by the kind of failure: messages of dependencies may hold addresses.</summary>
    public static void Fail(Activity? activity, Exception exception) =>
        activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
}
