using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SloOperator.Kubernetes.Api;

/// <summary>JSON as the API server's apply parser accepts it: raw UTF-8, and no escape that JSON does not require.</summary>
public static class KubeJson
{
    public static byte[] Encode<T>(T value, JsonTypeInfo<T> type) =>
        RawUtf8.Rewrite(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>The same JSON with optional escapes, such as \/ and \uD83D\uDE00, replaced by the characters themselves.</summary>
    public static byte[] Normalise(ReadOnlySpan<byte> utf8Json) => RawUtf8.Rewrite(utf8Json);
}
