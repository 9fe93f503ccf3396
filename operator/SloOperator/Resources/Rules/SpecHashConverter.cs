using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SloOperator.Resources.Rules;

/// <summary>Reads a whole spec and keeps its hash alone: a thousand rule files in memory would be for comparison only.</summary>
internal sealed class SpecHashConverter : JsonConverter<string>
{
    public override string Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => SpecHash.Of(JsonNode.Parse(ref reader));

    public override void Write(
        Utf8JsonWriter writer,
        string value,
        JsonSerializerOptions options
    ) => throw new NotSupportedException("A hash cannot be written as the spec it is of.");
}
