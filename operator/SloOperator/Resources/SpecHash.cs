using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SloOperator.Resources;

/// <summary>Tells whether two specs mean the same: the order of keys, comments and layout do not count.</summary>
internal static class SpecHash
{
    public static string Of(JsonNode? spec)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            Write(writer, spec);
        }

        return Convert.ToHexStringLower(SHA256.HashData(text.ToArray()).AsSpan(0, 16));
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject mapping:
                writer.WriteStartObject();
                foreach (
                    (string key, JsonNode? value) in mapping.OrderBy(
                        pair => pair.Key,
                        StringComparer.Ordinal
                    )
                )
                {
                    writer.WritePropertyName(key);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray array:
                writer.WriteStartArray();
                foreach (JsonNode? item in array)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
