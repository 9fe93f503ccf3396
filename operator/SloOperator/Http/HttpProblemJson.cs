using System.Text.Json.Serialization;

namespace SloOperator.Http;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(HttpProblem))]
internal sealed partial class HttpProblemJson : JsonSerializerContext;
