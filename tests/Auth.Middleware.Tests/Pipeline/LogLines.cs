using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Auth.Pipeline;

/// <summary>Keeps what a host logs.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string? Event, string Text)> _lines = new();

    /// <summary>All lines so far, with what exceptions say.</summary>
    public IEnumerable<(LogLevel Level, string? Event, string Text)> All => _lines;

    /// <summary>The texts of the lines with an event's name.</summary>
    public IEnumerable<string> Of(string name) => _lines.Where(line => line.Event == name).Select(line => line.Text);

    public ILogger CreateLogger(string categoryName) => new Logger(_lines);

    public void Dispose() { }

    private sealed class Logger(ConcurrentQueue<(LogLevel, string?, string)> lines) : ILogger
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
        ) => lines.Enqueue((logLevel, eventId.Name, $"{formatter(state, exception)} {exception}"));
    }
}
