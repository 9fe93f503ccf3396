using System.Text.Json;
using System.Text.Json.Nodes;

namespace SloOperator.Gate.Admission;

/// <summary>What pods are made from, without what controllers add to the copy that they keep. Pure.</summary>
internal sealed class PodTemplate : IEquatable<PodTemplate>
{
    /// <summary>Labels by which a controller tells the pods of its versions: that of Deployments, and that of Argo Rollouts.</summary>
    private static readonly string[] Hashes = ["pod-template-hash", "rollouts-pod-template-hash"];

    /// <summary>How a ControllerRevision says that the template is all of it.</summary>
    private const string Directive = "$patch";

    private readonly JsonObject _fields;

    private PodTemplate(JsonObject fields) => _fields = fields;

    /// <summary>Null: there is no such field, or it is no object.</summary>
    public static PodTemplate? Find(JsonElement? within, params ReadOnlySpan<string> path)
    {
        JsonElement? found = within;
        foreach (string name in path)
        {
            found =
                found is { ValueKind: JsonValueKind.Object } parent
                && parent.TryGetProperty(name, out JsonElement child)
                    ? child
                    : null;
        }

        return found is { ValueKind: JsonValueKind.Object } template ? Strip(template) : null;
    }

    public bool Equals(PodTemplate? other) =>
        other is not null && JsonNode.DeepEquals(_fields, other._fields);

    public override bool Equals(object? obj) => Equals(obj as PodTemplate);

    /// <summary>Of the names of its fields: templates are compared, not looked up.</summary>
    public override int GetHashCode() => _fields.Count;

    private static PodTemplate Strip(JsonElement template)
    {
        JsonObject fields = JsonObject.Create(template.Clone())!;
        fields.Remove(Directive);
        if (fields["metadata"] is JsonObject metadata)
        {
            StripMetadata(metadata);
        }

        return new PodTemplate(fields);
    }

    private static void StripMetadata(JsonObject metadata)
    {
        // Some versions of Kubernetes write that there is none.
        metadata.Remove("creationTimestamp");
        if (metadata["labels"] is not JsonObject labels)
        {
            return;
        }

        foreach (string hash in Hashes)
        {
            labels.Remove(hash);
        }

        // A template without labels of its own has none left.
        if (labels.Count == 0)
        {
            metadata.Remove("labels");
        }
    }
}
