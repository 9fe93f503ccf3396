using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SloOperator.Kubernetes.Api;

/// <summary>JSON as the API server's apply parser accepts it: raw UTF-8, and no escape that JSON does not require.</summary>
public static class KubeJson
{
    /// <summary>Of what a server sends; types have 64 of their own. An object nested deeper than they allow must not stop the list that holds it.</summary>
    internal const int MaxDepth = 10_100;

    internal static JsonReaderOptions Reading { get; } = new() { MaxDepth = MaxDepth };

    internal static JsonDocument Parse(in ReadOnlySequence<byte> json) =>
        JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });

    public static byte[] Encode<T>(T value, JsonTypeInfo<T> type) =>
        RawUtf8.Rewrite(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>The same JSON with optional escapes, such as \/ and \uD83D\uDE00, replaced by the characters themselves.</summary>
    public static byte[] Normalise(ReadOnlySpan<byte> utf8Json) => RawUtf8.Rewrite(utf8Json);
}
