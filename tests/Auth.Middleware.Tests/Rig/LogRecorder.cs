using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Auth.Rig;

/// <summary>Keeps what was logged, exceptions and scopes included.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    /// <summary>Everything, one entry a line.</summary>
    public string Text => string.Join('\n', _lines.Select(line => line.Text));

    /// <summary>The entries of a level or above.</summary>
    public IReadOnlyList<string> From(LogLevel level) =>
        [.. _lines.Where(line => line.Level >= level).Select(line => line.Text)];

    /// <summary>Forgets what was logged so far.</summary>
    public void Clear() => _lines.Clear();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() { }

    private sealed class Logger(LogRecorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => recorder._lines.Enqueue((logLevel, $"{logLevel} {category}: {formatter(state, exception)} {exception}"));
    }
}
