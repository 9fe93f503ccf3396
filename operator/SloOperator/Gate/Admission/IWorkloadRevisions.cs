namespace SloOperator.Gate.Admission;

/// <summary>Which pod templates a workload ran before: to go back to one is a rollback.</summary>
internal interface IWorkloadRevisions
{
    /// <summary>True: a revision that is kept has the template that is to run.</summary>
    /// <exception cref="Kubernetes.Api.KubeException">The API server does not say.</exception>
    Task<bool> RanBeforeAsync(WorkloadChange change, CancellationToken ct);
}
