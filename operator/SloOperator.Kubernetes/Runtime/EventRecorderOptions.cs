namespace SloOperator.Kubernetes.Runtime;

/// <summary>Who reports, and how much may wait.</summary>
public sealed record EventRecorderOptions
{
    /// <summary>A qualified name, such as slo-operator.example.com.</summary>
    public required string Controller { get; init; }

    /// <summary>The pod or host.</summary>
    public string Instance { get; init; } = Environment.MachineName;

    /// <summary>Events beyond this many that are not yet written are dropped and counted.</summary>
    public int QueueLength { get; init; } = 1000;
}
