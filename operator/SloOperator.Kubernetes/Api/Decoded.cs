using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Kubernetes.Api;

/// <summary>An object, or what is wrong with it; never both, and the metadata in either case.</summary>
[SuppressMessage(
    "Design",
    "CA1000",
    Justification = "The two ways to make one are named after what they hold."
)]
public sealed class Decoded<T>
    where T : class, IKubernetesObject
{
    private Decoded(ObjectMeta metadata, T? value, string? error)
    {
        Metadata = metadata;
        Value = value;
        Error = error;
    }

    public ObjectMeta Metadata { get; }

    public T? Value { get; }

    /// <summary>The JSON path and what was found there; null when <see cref="Value"/> is set.</summary>
    public string? Error { get; }

    public ResourceName Name => ResourceName.Of(Metadata);

    public static Decoded<T> FromValue(T value) => new(value.Metadata, value, error: null);

    public static Decoded<T> FromError(ObjectMeta metadata, string error)
    {
        ArgumentException.ThrowIfNullOrEmpty(error);
        return new(metadata, value: null, error);
    }
}
