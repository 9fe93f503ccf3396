using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SloOperator.Kubernetes.Api;

/// <summary>Parses one line of a watch: {"type": …, "object": …}.</summary>
internal static class WatchLine
{
    private const int LongestQuote = 200;

    public static WatchEvent<T> Parse<T>(in ReadOnlySequence<byte> line, JsonTypeInfo<T> type)
        where T : class, IKubernetesObject
    {
        try
        {
            (string? word, ReadOnlySequence<byte> json) = Split(line);
            return word switch
            {
                "ADDED" => Change(WatchEventType.Added, json, type),
                "MODIFIED" => Change(WatchEventType.Modified, json, type),
                "DELETED" => Change(WatchEventType.Deleted, json, type),
                "BOOKMARK" => new(
                    WatchEventType.Bookmark,
                    Object: null,
                    Metadata(json).ResourceVersion
                ),
                "ERROR" => Failed<T>(Status(json)),
                _ => Unreadable<T>(line, "no known event"),
            };
        }
        catch (JsonException ex)
        {
            return Unreadable<T>(line, ex.Message);
        }
    }

    private static WatchEvent<T> Change<T>(
        WatchEventType change,
        in ReadOnlySequence<byte> json,
        JsonTypeInfo<T> type
    )
        where T : class, IKubernetesObject
    {
        Decoded<T> decoded = ObjectDecoder.Decode(json, type);
        return new(change, decoded, decoded.Metadata.ResourceVersion);
    }

    private static WatchEvent<T> Failed<T>(KubeStatus status)
        where T : class, IKubernetesObject =>
        new(WatchEventType.Error, Object: null, ResourceVersion: null, status);

    /// <summary>What was lost is unknown, so the stream ends as if the server had said so itself.</summary>
    private static WatchEvent<T> Unreadable<T>(in ReadOnlySequence<byte> line, string why)
        where T : class, IKubernetesObject
    {
        string quote = Encoding.UTF8.GetString(line.Slice(0, Math.Min(line.Length, LongestQuote)));
        return Failed<T>(
            new KubeStatus
            {
                Reason = "UnreadableLine",
                Message = $"a line of the watch cannot be read: {why}: {quote}",
            }
        );
    }

    private static (string? Type, ReadOnlySequence<byte> Object) Split(
        in ReadOnlySequence<byte> line
    )
    {
        var reader = new Utf8JsonReader(line, KubeJson.Reading);
        string? word = null;
        ReadOnlySequence<byte> json = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? property = reader.GetString();
            reader.Read();
            long start = reader.TokenStartIndex;
            word =
                property is "type" && reader.TokenType == JsonTokenType.String
                    ? reader.GetString()
                    : word;
            reader.Skip();
            json = property is "object" ? line.Slice(start, reader.BytesConsumed - start) : json;
        }

        return (word, json);
    }

    private static ObjectMeta Metadata(in ReadOnlySequence<byte> json)
    {
        using JsonDocument document = KubeJson.Parse(json);
        return ObjectDecoder.Metadata(document.RootElement);
    }

    private static KubeStatus Status(in ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonSerializer.Deserialize(ref reader, KubeJsonContext.Default.KubeStatus)
            ?? new KubeStatus();
    }
}
