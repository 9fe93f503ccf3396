using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SloOperator.Kubernetes.Api;

/// <summary>Reads one object; what cannot be read as its type keeps its metadata, so that the failure can be reported on the object itself.</summary>
internal static class ObjectDecoder
{
    public static Decoded<T> Decode<T>(in ReadOnlySequence<byte> json, JsonTypeInfo<T> type)
        where T : class, IKubernetesObject
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            T? value = JsonSerializer.Deserialize(ref reader, type);
            return value?.Metadata is null
                ? Decoded<T>.FromError(new ObjectMeta(), "$.metadata: missing")
                : Decoded<T>.FromValue(value);
        }
        catch (JsonException ex)
        {
            return Undecodable(json, ex.Path ?? "$", DecodeError.Cause(ex));
        }
        catch (Exception ex)
            when (ex
                    is ArgumentException
                        or FormatException
                        or InvalidOperationException
                        or OverflowException
            )
        {
            // A type may refuse values in its constructor.
            return Undecodable(json, "$", ex.Message);
        }

        static Decoded<T> Undecodable(in ReadOnlySequence<byte> json, string path, string message)
        {
            using JsonDocument document = KubeJson.Parse(json);
            string error = DecodeError.Describe(document.RootElement, path, message);
            return Decoded<T>.FromError(Metadata(document.RootElement), error);
        }
    }

    /// <summary>As much of the metadata as can be read; of broken metadata, the identity alone.</summary>
    public static ObjectMeta Metadata(JsonElement item)
    {
        if (
            item.ValueKind != JsonValueKind.Object
            || !item.TryGetProperty("metadata", out JsonElement metadata)
        )
        {
            return new ObjectMeta();
        }

        try
        {
            return metadata.Deserialize(KubeJsonContext.Default.ObjectMeta) ?? new ObjectMeta();
        }
        catch (JsonException)
        {
            return Identity(metadata);
        }
    }

    private static ObjectMeta Identity(JsonElement metadata) =>
        new()
        {
            Name = Text(metadata, "name") ?? "",
            Namespace = Text(metadata, "namespace"),
            Uid = Text(metadata, "uid"),
            ResourceVersion = Text(metadata, "resourceVersion"),
        };

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
