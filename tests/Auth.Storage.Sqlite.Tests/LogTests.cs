using System.Collections.Concurrent;
using Auth.Storage.Contracts;
using Auth.Storage.Doubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Auth.Storage.Sqlite;

/// <summary>What the store says: no values at any level, and nothing at all above <c>Debug</c> while it works.</summary>
public sealed class LogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Neither_values_nor_lost_races_reach_the_log()
    {
        var log = new RecordingLoggerProvider();
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        new ServiceCollectionStorageBuilder(collection).UseSqlite($"Data Source={_directory.File("auth.db")}");
        var stores = await ProviderStores.OpenAsync(collection.BuildServiceProvider());
        var client = Some.FullClient() with { Email = new SealedEmail("canary-email", "canary-key") };

        await stores.Clients.AddAsync(client, null, Some.Now, default);
        await stores.Clients.AddAsync(client, null, Some.Now, default);
        await stores.Clients.TryUpdateAsync(client with { Description = "canary-text" }, default);
        await stores.Clients.PageAsync(Some.Search("canary-search"), default);
        await Should.ThrowAsync<InvalidOperationException>(async () =>
            await stores.Tokens.AddAsync(Some.Token("canary-client"), default)
        );
        await stores.Cleanup();

        log.Lines.ShouldContain(line => line.Text.Contains("INSERT INTO", StringComparison.Ordinal));
        log.Lines.ShouldAllBe(line => !line.Text.Contains("canary", StringComparison.Ordinal));
        log.Lines.ShouldAllBe(line => !line.Text.Contains("sha256", StringComparison.Ordinal));
        log.Lines.Where(line => line.Level > LogLevel.Debug).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sensitive_data_logging_is_off()
    {
        await using var services = SqliteStores.Services(_directory.File("auth.db"));
        await using var db = services.GetRequiredService<SqliteDatabase>().CreateDbContext();

        var options = db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>();

        options.ShouldNotBeNull().IsSensitiveDataLoggingEnabled.ShouldBeFalse();
    }

    private sealed class RecordingLoggerProvider : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

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
        ) => Lines.Enqueue((logLevel, formatter(state, exception) + exception));

        public void Dispose() { }
    }
}
