using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Store;

/// <summary>Where there is no cluster, the log is where events are read.</summary>
internal sealed partial class LoggedEvents(ILogger<LoggedEvents> log) : IEventSink
{
    public void Record(IKubernetesObject regarding, bool isWarning, string reason, string note)
    {
        ObjectMeta metadata = regarding.Metadata;
        if (isWarning)
        {
            LogWarning(log, metadata.Namespace, metadata.Name, reason, note);
        }
        else
        {
            LogNormal(log, metadata.Namespace, metadata.Name, reason, note);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Namespace}/{Name}: {Reason}: {Note}")]
    private static partial void LogWarning(
        ILogger log,
        string? @namespace,
        string name,
        string reason,
        string note
    );

    [LoggerMessage(LogLevel.Information, "{Namespace}/{Name}: {Reason}: {Note}")]
    private static partial void LogNormal(
        ILogger log,
        string? @namespace,
        string name,
        string reason,
        string note
    );
}
