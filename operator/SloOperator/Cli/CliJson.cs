using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SloOperator.Cli;

/// <summary>What commands print as JSON: for people, so indented and without escapes that JSON does not need.</summary>
[JsonSerializable(typeof(ObjectList))]
internal sealed partial class CliJson : JsonSerializerContext
{
    public static CliJson Indented { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                WriteIndented = true,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
