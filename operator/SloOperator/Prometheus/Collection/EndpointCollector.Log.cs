namespace SloOperator.Prometheus.Collection;

internal sealed partial class EndpointCollector
{
    [LoggerMessage(LogLevel.Error, "A pass over the objectives of endpoint {Endpoint} broke off")]
    private static partial void LogPassFailed(ILogger logger, string endpoint, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Endpoint {Endpoint} gives no usable answer: {Reason}")]
    private static partial void LogUnreachable(ILogger logger, string endpoint, string? reason);

    [LoggerMessage(LogLevel.Information, "Endpoint {Endpoint} answers")]
    private static partial void LogReachable(ILogger logger, string endpoint);
}
