using System.Diagnostics.Metrics;
using Auth.Bearer.Sessions;
using Auth.RateLimiting;
using Auth.Time;

namespace Auth.Telemetry;

/// <summary>The library's metrics. Where nobody listens, asking whether somebody does is all they cost.</summary>
/// <remarks>No tag holds the id of a client: there are as many as applications.</remarks>
internal sealed class AuthMetrics
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    };

    private readonly TimeProvider _time;
    private readonly Counter<long> _tokenRequests;
    private readonly Histogram<double> _tokenDuration;
    private readonly Counter<long> _registrations;
    private readonly Counter<long> _validations;
    private readonly Histogram<double> _validationDuration;
    private readonly Counter<long> _sharedLookups;
    private readonly Counter<long> _limited;
    private readonly Histogram<double> _counterDuration;
    private readonly Counter<long> _degraded;
    private readonly Counter<long> _removed;
    private readonly Counter<long> _storeOutages;
    private readonly Counter<long> _storeRefusals;

    public AuthMetrics(IMeterFactory factory, AuthClock clock)
    {
        _time = clock.Provider;
        var meter = factory.Create(ClientCredentialsAuthDefaults.TelemetryName);
        _tokenRequests = meter.CreateCounter<long>("auth.token.requests", "{request}", "Requests for access tokens.");
        _tokenDuration = meter.CreateHistogram("auth.token.duration", "s", "Time to answer them.", advice: Seconds);
        _registrations = meter.CreateCounter<long>("auth.registration.requests", "{request}", "Registrations.");
        _validations = meter.CreateCounter<long>("auth.bearer.validations", "{token}", "Access tokens presented.");
        _validationDuration = meter.CreateHistogram(
            "auth.bearer.validation.duration",
            "s",
            "Time to look up access tokens that are not cached.",
            advice: Seconds
        );
        _sharedLookups = meter.CreateCounter<long>(
            "auth.bearer.shared_cache.lookups",
            "{token}",
            "Access tokens looked for among those that other nodes have read."
        );
        _limited = meter.CreateCounter<long>("auth.rate_limit.requests", "{request}", "Requests that were counted.");
        _counterDuration = meter.CreateHistogram(
            "auth.rate_limit.store.duration",
            "s",
            "Time of calls to the store of counters.",
            advice: Seconds
        );
        _degraded = meter.CreateCounter<long>(
            "auth.rate_limit.degraded",
            "{request}",
            "Requests decided without the shared counters."
        );
        _removed = meter.CreateCounter<long>("auth.cleanup.removed", "{row}", "Ended rows that were removed.");
        _storeOutages = meter.CreateCounter<long>("auth.store.outages", "{outage}", "Times the store fell silent.");
        _storeRefusals = meter.CreateCounter<long>(
            "auth.store.refusals",
            "{call}",
            "Calls that were not made, or not waited for, while it was silent."
        );
    }

    /// <summary>Whether anybody listens to what becomes of requests for tokens or of registrations.</summary>
    public bool MeasuresRequests => _tokenRequests.Enabled || _tokenDuration.Enabled || _registrations.Enabled;

    /// <summary>The moment from which a duration is measured.</summary>
    public long Now => _time.GetTimestamp();

    /// <summary>A token was answered from memory.</summary>
    public void ValidatedFromCache(TokenState state)
    {
        if (_validations.Enabled)
        {
            _validations.Add(1, Tag("result", Name(state)), Tag("cache", "hit"));
        }
    }

    /// <summary>A token was looked up.</summary>
    public void Validated(TokenState state, long since)
    {
        _validationDuration.Record(_time.GetElapsedTime(since).TotalSeconds);
        ValidatedAtOnce(state);
    }

    /// <summary>A token was not in memory, and its text told all: there is no time to record.</summary>
    public void ValidatedAtOnce(TokenState state)
    {
        if (_validations.Enabled)
        {
            _validations.Add(1, Tag("result", Name(state)), Tag("cache", "miss"));
        }
    }

    /// <summary>What was presented does not have the form of a token.</summary>
    public void Malformed() => _validations.Add(1, Tag("result", "malformed"), Tag("cache", "none"));

    /// <summary>A token was looked for among those that other nodes have read.</summary>
    public void SharedTokenSought(string result) => _sharedLookups.Add(1, Tag("result", result));

    /// <summary>A request was counted.</summary>
    public void Limited(string tier, in RateLimitDecision decision)
    {
        if (_limited.Enabled)
        {
            var result =
                decision.IsRefused ? "refused"
                : decision.IsAdmitted ? "allowed"
                : "shadow";
            _limited.Add(1, Tag("tier", tier), Tag("policy", decision.Policy.Name), Tag("result", result));
        }
    }

    /// <summary>The store of counters was called.</summary>
    public void Counted(long since) => _counterDuration.Record(_time.GetElapsedTime(since).TotalSeconds);

    /// <summary>A request was decided without the shared counters.</summary>
    public void Degraded(CounterOutage mode)
    {
        if (_degraded.Enabled)
        {
            _degraded.Add(1, Tag("mode", mode.ToString()));
        }
    }

    /// <summary>A request for a token was answered.</summary>
    public void TokenRequested(string grantType, string result, long since)
    {
        _tokenRequests.Add(1, Tag("grant_type", grantType), Tag("result", result));
        _tokenDuration.Record(
            _time.GetElapsedTime(since).TotalSeconds,
            Tag("grant_type", grantType),
            Tag("result", result)
        );
    }

    /// <summary>A registration was answered.</summary>
    public void Registered(string result) => _registrations.Add(1, Tag("result", result));

    /// <summary>Ended rows were removed.</summary>
    public void Removed(string kind, int count) => _removed.Add(count, Tag("kind", kind));

    /// <summary>The store fell silent.</summary>
    public void StoreFailed() => _storeOutages.Add(1);

    /// <summary>A call of the store was not made, or not waited for.</summary>
    public void StoreRefused() => _storeRefusals.Add(1);

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);

    private static string Name(TokenState state) =>
        state switch
        {
            TokenState.Live => "valid",
            TokenState.Expired => "expired",
            TokenState.Disabled => "disabled",
            _ => "unknown",
        };
}
