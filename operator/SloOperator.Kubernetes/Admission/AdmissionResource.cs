namespace SloOperator.Kubernetes.Admission;

/// <summary>The kind of object asked about, by its plural; the group is empty for the core kinds.</summary>
public sealed record AdmissionResource
{
    public string? Group { get; init; }

    public string? Version { get; init; }

    public string? Resource { get; init; }
}
