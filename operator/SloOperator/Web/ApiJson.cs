using System.Text.Json.Serialization;

namespace SloOperator.Web;

/// <summary>What the API says, and takes: no member twice, no deep nesting.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 64
)]
[JsonSerializable(typeof(FlaggerHook))]
[JsonSerializable(typeof(ApiPage))]
internal sealed partial class ApiJson : JsonSerializerContext;
