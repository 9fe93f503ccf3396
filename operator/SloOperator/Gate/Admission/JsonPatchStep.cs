using System.Text.Json.Serialization;

namespace SloOperator.Gate.Admission;

/// <summary>One operation of RFC 6902.</summary>
internal sealed record JsonPatchStep(
    [property: JsonPropertyName("op")] string Op,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("value")] string Value
);
