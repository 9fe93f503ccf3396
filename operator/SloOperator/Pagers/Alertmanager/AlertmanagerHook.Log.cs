using SloOperator.Kubernetes.Api;

namespace SloOperator.Pagers.Alertmanager;

internal sealed partial class AlertmanagerHook
{
    // Only of callers who know the secret: anybody else could fill the log.
    [LoggerMessage(
        LogLevel.Warning,
        "A webhook for OnCallPolicy {Policy} is not what Alertmanager sends, and was refused"
    )]
    private partial void LogMalformed(ResourceName policy);
}
