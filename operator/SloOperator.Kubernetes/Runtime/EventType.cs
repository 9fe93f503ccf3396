namespace SloOperator.Kubernetes.Runtime;

/// <summary>The two types that Kubernetes knows.</summary>
public enum EventType
{
    /// <summary>For information.</summary>
    Normal,

    /// <summary>Somebody should look.</summary>
    Warning,
}
