using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Store;

/// <summary>A kind of the tests' own: the stores know no kind in particular.</summary>
internal sealed record Gadget : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public GadgetSpec Spec { get; init; } = new();

    public GadgetStatus? Status { get; init; }
}

internal sealed record GadgetSpec
{
    public string? Target { get; init; }

    public int? Size { get; init; }

    public IReadOnlyList<GadgetSpec>? Parts { get; init; }

    public GadgetLink? Link { get; init; }
}

internal sealed record GadgetLink
{
    public required string From { get; init; }

    public required string To { get; init; }
}

internal sealed record GadgetStatus
{
    public string? Phase { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}

/// <summary>As the host's own contexts are: a field that no type names is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(Gadget))]
[JsonSerializable(typeof(GadgetStatus))]
internal sealed partial class GadgetJson : JsonSerializerContext
{
    public static ResourceDefinition<Gadget> Gadgets =>
        new("test.dev", "v1", "Gadget", "gadgets", Namespaced: true, Default.Gadget);

    public static ResourceDefinition<Gadget> Planets =>
        new("test.dev", "v1", "Planet", "planets", Namespaced: false, Default.Gadget);
}
