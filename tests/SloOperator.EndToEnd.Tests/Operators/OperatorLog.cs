using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SloOperator.Kubernetes.Api;

namespace SloOperator.EndToEnd.Tests.Operators;

/// <summary>What an operator in this process logs, for a test to look through afterwards.</summary>
internal sealed class OperatorLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text, Exception? Cause)> _entries =
        new();

    /// <summary>Nothing broke off, and what had to be tried again is what a server did, or did not do in time: no failure is one of ours.</summary>
    public void ShouldShowNoFailureOfOurs() =>
        _entries
            .Where(entry =>
                entry.Level >= LogLevel.Error
                || entry.Cause is not (null or KubeException or TimeoutException)
            )
            .Select(entry => $"{entry.Level}: {entry.Text} {entry.Cause}")
            .ShouldBeEmpty();

    public ILogger CreateLogger(string categoryName) => new Recorder(_entries);

    public void Dispose() { }

    private sealed class Recorder(
        ConcurrentQueue<(LogLevel Level, string Text, Exception? Cause)> entries
    ) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                entries.Enqueue((logLevel, formatter(state, exception), exception));
            }
        }
    }
}
