using System.Text.Json.Serialization;

namespace SloOperator.Gate.Admission;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(WebhookConfiguration))]
[JsonSerializable(typeof(KeptRevision))]
[JsonSerializable(typeof(IReadOnlyList<JsonPatchStep>))]
internal sealed partial class AdmissionKeepingJson : JsonSerializerContext;
