namespace SloOperator.Kubernetes.Admission;

/// <summary>Who wants to write, as the API server knows them.</summary>
public sealed record AdmissionUser
{
    public string? Username { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];
}
