namespace SloOperator.Kubernetes.Runtime;

/// <summary>How a reconcile ended, and so when the next one comes.</summary>
public abstract record ReconcileResult
{
    private ReconcileResult() { }

    /// <summary>The world is in line.</summary>
    /// <param name="RequeueAfter">When to look again, null for not before something changes.</param>
    public sealed record Done(TimeSpan? RequeueAfter = null) : ReconcileResult;

    /// <summary>Trying again changes nothing until somebody edits the object.</summary>
    /// <param name="Reason">For the log.</param>
    public sealed record Stalled(string Reason) : ReconcileResult;

    /// <summary>Trying again may help: the key comes back after a growing delay, for as long as it takes.</summary>
    /// <param name="Cause">For the log.</param>
    public sealed record Retry(Exception Cause) : ReconcileResult;
}
