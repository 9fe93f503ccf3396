namespace SloOperator.Kubernetes.Runtime;

/// <summary>Brings the world in line with the object that <typeparamref name="TKey"/> names, as it is now; what happened to it is not told.</summary>
public interface IReconciler<in TKey>
{
    /// <summary>Never runs twice at once for one key; an exception is a <see cref="ReconcileResult.Retry"/>.</summary>
    ValueTask<ReconcileResult> ReconcileAsync(TKey key, CancellationToken ct);
}
