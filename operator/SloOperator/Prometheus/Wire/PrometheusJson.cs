using System.Text.Json.Serialization;

namespace SloOperator.Prometheus.Wire;

/// <summary>Strict where it matters: no member twice, no deep nesting. Unknown members are newer servers'.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    MaxDepth = 16,
    Converters = [typeof(SampleSeriesConverter)]
)]
[JsonSerializable(typeof(Envelope<QueryResult>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<string>>))]
[JsonSerializable(typeof(Envelope<ServerVersion>))]
internal sealed partial class PrometheusJson : JsonSerializerContext;
