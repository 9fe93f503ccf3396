using System.Text.Json.Serialization;

namespace SloOperator.Kubernetes.Runtime;

[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(KubernetesEvent))]
[JsonSerializable(typeof(EventSeriesPatch))]
internal sealed partial class RuntimeJsonContext : JsonSerializerContext;
