using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>A kind with a status subresource.</summary>
internal sealed record Plaque : IKubernetesObject
{
    public const string ResourceDefinitionYaml = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: plaques.shop.example }
        spec:
          group: shop.example
          scope: Namespaced
          names: { kind: Plaque, plural: plaques, singular: plaque }
          versions:
          - name: v1
            served: true
            storage: true
            subresources: { status: {} }
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec: { type: object, properties: { text: { type: string } } }
                  status: { type: object, properties: { text: { type: string } } }
        """;

    public static ResourceDefinition<Plaque> Definition { get; } =
        new("shop.example", "v1", "Plaque", "plaques", Namespaced: true, PlaqueJson.Default.Plaque);

    public string? ApiVersion { get; init; } = "shop.example/v1";

    public string? Kind { get; init; } = "Plaque";

    public ObjectMeta Metadata { get; init; } = new();

    public PlaqueText? Spec { get; init; }

    public PlaqueText? Status { get; init; }
}

internal sealed record PlaqueText(string Text);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Plaque))]
internal sealed partial class PlaqueJson : JsonSerializerContext;
