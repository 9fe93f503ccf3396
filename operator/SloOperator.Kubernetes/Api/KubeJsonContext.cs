using System.Text.Json.Serialization;

namespace SloOperator.Kubernetes.Api;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ObjectMeta))]
[JsonSerializable(typeof(KubeStatus))]
[JsonSerializable(typeof(ListMeta))]
[JsonSerializable(typeof(DeleteBody))]
[JsonSerializable(typeof(MetadataOnly))]
internal sealed partial class KubeJsonContext : JsonSerializerContext;
