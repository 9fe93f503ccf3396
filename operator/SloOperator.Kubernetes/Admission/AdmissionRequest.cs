using System.Text.Json;

namespace SloOperator.Kubernetes.Admission;

/// <summary>What the API server asks a webhook about: one write that is not stored yet.</summary>
public sealed record AdmissionRequest
{
    /// <summary>Of this question, not of the object; the answer carries it back.</summary>
    public string Uid { get; init; } = "";

    /// <summary>CREATE, UPDATE, DELETE or CONNECT.</summary>
    public string? Operation { get; init; }

    /// <summary>Null for cluster-scoped objects.</summary>
    public string? Namespace { get; init; }

    /// <summary>Null or empty while the server has yet to generate it.</summary>
    public string? Name { get; init; }

    public AdmissionResource? Resource { get; init; }

    /// <summary>Such as status or scale; null or empty for the object itself.</summary>
    public string? SubResource { get; init; }

    public AdmissionUser? UserInfo { get; init; }

    /// <summary>True when nothing will be stored: the decision must have no effect elsewhere.</summary>
    public bool? DryRun { get; init; }

    /// <summary>As it would be stored; null for DELETE.</summary>
    public JsonElement? Object { get; init; }

    /// <summary>As it is stored; null for CREATE.</summary>
    public JsonElement? OldObject { get; init; }
}
