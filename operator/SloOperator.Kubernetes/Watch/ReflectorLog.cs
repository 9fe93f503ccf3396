using Microsoft.Extensions.Logging;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Watch;

internal static partial class ReflectorLog
{
    [LoggerMessage(LogLevel.Debug, "Listed {Count} {Resource} at {ResourceVersion}")]
    public static partial void Listed(
        ILogger logger,
        string resource,
        int count,
        string resourceVersion
    );

    [LoggerMessage(LogLevel.Warning, "Listing {Resource} failed; trying again in {Delay}: {Error}")]
    public static partial void ListFailed(
        ILogger logger,
        string resource,
        TimeSpan delay,
        string error
    );

    [LoggerMessage(
        LogLevel.Debug,
        "The watch of {Resource} ended at {ResourceVersion}; resuming in {Delay}"
    )]
    public static partial void WatchEnded(
        ILogger logger,
        string resource,
        string? resourceVersion,
        TimeSpan delay
    );

    [LoggerMessage(
        LogLevel.Information,
        "The server ended the watch of {Resource} from {ResourceVersion}: {Reason}: {Text}"
    )]
    public static partial void WatchErrored(
        ILogger logger,
        string resource,
        string resourceVersion,
        string? reason,
        string? text
    );

    [LoggerMessage(
        LogLevel.Warning,
        "The watch of {Resource} failed at {ResourceVersion}; going on in {Delay}: {Error}"
    )]
    public static partial void WatchFailed(
        ILogger logger,
        string resource,
        string? resourceVersion,
        TimeSpan delay,
        string error
    );

    [LoggerMessage(LogLevel.Warning, "{Kind} {Name} cannot be decoded: {Error}")]
    public static partial void Undecodable(
        ILogger logger,
        string kind,
        ResourceName name,
        string error
    );
}
