using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>Who leads, by coordination.k8s.io/v1; the times are the holder's and are written for people, not for comparing.</summary>
public sealed record LeaseSpec
{
    /// <summary>Null or empty: nobody.</summary>
    [
        JsonPropertyName("holderIdentity"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
    public string? HolderIdentity { get; init; }

    /// <summary>How long after its last change others leave the lease alone.</summary>
    [
        JsonPropertyName("leaseDurationSeconds"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
    public int? LeaseDurationSeconds { get; init; }

    /// <summary>When the present holder became it.</summary>
    [JsonPropertyName("acquireTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(MicroTimeJsonConverter))]
    public DateTimeOffset? AcquireTime { get; init; }

    /// <summary>When the holder last said that it is alive.</summary>
    [JsonPropertyName("renewTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(MicroTimeJsonConverter))]
    public DateTimeOffset? RenewTime { get; init; }

    /// <summary>How often the holder changed.</summary>
    [
        JsonPropertyName("leaseTransitions"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
    public int? LeaseTransitions { get; init; }

    internal TimeSpan Lifetime(TimeSpan unsaid) =>
        LeaseDurationSeconds is > 0 and int seconds ? TimeSpan.FromSeconds(seconds) : unsaid;
}
