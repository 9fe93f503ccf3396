using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace SloOperator.Soak.Following;

/// <summary>The newest lines that a follower logged, for the message when it fails.</summary>
internal sealed class RecentLog : ILogger
{
    private const int Most = 25;

    private readonly ConcurrentQueue<string> _lines = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        string at = TimeProvider
            .System.GetUtcNow()
            .ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        _lines.Enqueue($"{at} {formatter(state, exception)} {exception?.Message}");
        while (_lines.Count > Most)
        {
            _lines.TryDequeue(out _);
        }
    }

    public override string ToString() => string.Concat(_lines.Select(line => $"\n    {line}"));
}
