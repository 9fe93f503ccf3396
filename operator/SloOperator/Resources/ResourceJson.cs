using System.Text.Json.Serialization;
using SloOperator.Resources.OnCall;

namespace SloOperator.Resources;

/// <summary>How resources are read from a cluster: fields of a newer schema are passed over, because the API server has already judged them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false
)]
[JsonSerializable(typeof(TeamSlo))]
[JsonSerializable(typeof(OnCallPolicy))]
[JsonSerializable(typeof(PrometheusEndpoint))]
[JsonSerializable(typeof(Secret))]
internal sealed partial class ResourceJson : JsonSerializerContext;
