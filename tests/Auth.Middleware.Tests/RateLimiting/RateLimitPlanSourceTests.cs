using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class RateLimitPlanSourceTests
{
    private const string Burst = "Auth:RateLimiting:Tiers:standard:burst";

    [Fact]
    public void An_edit_applies_to_the_running_host_and_keeps_the_counts()
    {
        var configuration = Limits.Configuration();
        using var host = Limits.Host(configuration);
        var engine = host.GetRequiredService<RateLimitEngine>();
        var session = Limits.Tier("standard");
        engine.AcquireClient(engine.Client("a"), session, null, 10, Limits.Start);

        configuration[Burst] = "12/min";
        configuration.Reload();

        var reading = engine.PeekClient(engine.Client("a"), session, null, Limits.Start);
        reading.Windows.PolicyHeader.ShouldStartWith("\"burst\";q=12;");
        reading[0].ShouldBe(new RateLimitReading(10, 2, 63));
    }

    [Fact]
    public void An_invalid_edit_keeps_the_last_good_plan_and_is_logged()
    {
        var configuration = Limits.Configuration();
        using var log = new RecordingLog();
        using var host = new ServiceCollection()
            .AddLogging(b => b.AddProvider(log))
            .AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(configuration)
            .AddRateLimitEngine()
            .BuildServiceProvider();
        var plans = host.GetRequiredService<RateLimitPlanSource>();
        var before = plans.Current;

        configuration[Burst] = "fast";
        configuration.Reload();

        plans.Current.ShouldBeSameAs(before);
        plans.Errors.ShouldHaveSingleItem().ShouldContain(Burst);
        log.Entries.ShouldContain(e => e.Id.Id == 1301 && e.Id.Name == "RateLimitsRejected" && e.Text.Contains(Burst));

        configuration[Burst] = "50/min";
        configuration.Reload();

        plans.Errors.ShouldBeEmpty();
        plans.Current.ForTier("standard").Windows[0].Limit.ShouldBe(50);
    }

    [Fact]
    public void A_host_with_invalid_limits_does_not_start()
    {
        using var host = Limits.Host(Limits.Configuration(("Tiers:standard:burst", "fast"), ("Policies:a", "b")));

        var error = Should.Throw<OptionsValidationException>(() => host.GetRequiredService<RateLimitPlanSource>());

        error.Failures.Count().ShouldBe(2);
    }

    private sealed class RecordingLog : ILoggerProvider, ILogger
    {
        public List<(EventId Id, string Text)> Entries { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Entries.Add((eventId, formatter(state, exception)));

        public void Dispose() { }
    }
}
