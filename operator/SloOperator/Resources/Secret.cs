using System.Text;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources;

/// <summary>A core/v1 Secret; a class and not a record, so that nothing prints what it holds.</summary>
internal sealed class Secret : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public string? Type { get; init; }

    public bool? Immutable { get; init; }

    /// <summary>Base64.</summary>
    public IReadOnlyDictionary<string, string?>? Data { get; init; }

    /// <summary>Plain text; wins over <see cref="Data"/>, as it does on the API server.</summary>
    public IReadOnlyDictionary<string, string?>? StringData { get; init; }

    /// <summary>Null when there is no such key, or when what it holds is not UTF-8 in base64.</summary>
    public string? Find(string key)
    {
        if (StringData?.GetValueOrDefault(key) is { } plain)
        {
            return plain;
        }

        return Data?.GetValueOrDefault(key) is { } encoded ? Decode(encoded) : null;
    }

    /// <summary>Where it is, never what it holds.</summary>
    public override string ToString() => $"secret {ResourceName.Of(Metadata)}";

    private static string? Decode(string base64)
    {
        byte[] buffer = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, buffer, out int length))
        {
            return null;
        }

        try
        {
            return StrictUtf8.GetString(buffer, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );
}
