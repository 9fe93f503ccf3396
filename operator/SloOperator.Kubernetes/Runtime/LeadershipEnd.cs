namespace SloOperator.Kubernetes.Runtime;

/// <summary>Why an election is over.</summary>
public enum LeadershipEnd
{
    /// <summary>As asked, or because the work itself came to an end; the lease is released.</summary>
    Stopped,

    /// <summary>The lease could not be renewed in time or is another's: the process must exit with an error.</summary>
    Lost,
}
