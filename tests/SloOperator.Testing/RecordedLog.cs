using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SloOperator.Testing;

/// <summary>A logger that keeps what it is told, of every level.</summary>
public sealed class RecordedLog : ILogger
{
    private readonly ConcurrentQueue<LoggedLine> _lines = new();

    public IReadOnlyCollection<LoggedLine> Lines => _lines;

    /// <summary>How many lines begin so.</summary>
    public int Count(string beginning) =>
        _lines.Count(line => line.Text.StartsWith(beginning, StringComparison.Ordinal));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _lines.Enqueue(new LoggedLine(logLevel, formatter(state, exception), exception));
}
