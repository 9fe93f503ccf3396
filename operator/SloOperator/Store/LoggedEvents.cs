using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Store;

/// <summary>Where there is no cluster, the log is where events are read.</summary>
internal sealed partial class LoggedEvents(ILogger<LoggedEvents> log) : IEventSink
{
    public void Record(IKubernetesObject regarding, bool isWarning, string reason, string note)
    {
        LogLevel level = isWarning ? LogLevel.Warning : LogLevel.Information;
        if (log.IsEnabled(level))
        {
            LogEvent(log, level, ResourceName.Of(regarding.Metadata), reason, note);
        }
    }

    [LoggerMessage("{Name}: {Reason}: {Note}")]
    private static partial void LogEvent(
        ILogger log,
        LogLevel level,
        ResourceName name,
        string reason,
        string note
    );
}
