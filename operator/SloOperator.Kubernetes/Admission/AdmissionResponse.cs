namespace SloOperator.Kubernetes.Admission;

/// <summary>An <see cref="AdmissionDecision"/> as the API server reads it.</summary>
internal sealed record AdmissionResponse
{
    public required string Uid { get; init; }

    public required bool Allowed { get; init; }

    public AdmissionStatus? Status { get; init; }

    public IReadOnlyList<string>? Warnings { get; init; }
}
