using System.Text.Json.Serialization;

namespace SloOperator.Soak.Kinds;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(PlainObject))]
internal sealed partial class PlainJson : JsonSerializerContext;
