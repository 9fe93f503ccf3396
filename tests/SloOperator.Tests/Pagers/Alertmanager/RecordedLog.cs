using Microsoft.Extensions.Logging;
using SloOperator.Pagers.Alertmanager;

namespace SloOperator.Tests.Pagers.Alertmanager;

/// <summary>Keeps the lines of the hook.</summary>
internal sealed class RecordedLog : ILogger<AlertmanagerHook>
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Lines.Add($"{logLevel}: {formatter(state, exception)}{exception}");
}
