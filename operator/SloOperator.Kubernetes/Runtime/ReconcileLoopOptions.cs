namespace SloOperator.Kubernetes.Runtime;

/// <summary>How a controller works through its queue.</summary>
public sealed record ReconcileLoopOptions
{
    /// <summary>Keys worked on at once.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>After this long a reconcile is cancelled and counts as failed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);
}
