using System.Text.Json;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Store;

/// <summary>A server-side apply that names nothing but the object and its status, so that we own no other field.</summary>
internal static class StatusPatch
{
    private const string FieldManager = "slo-operator";

    /// <summary>
    /// The resourceVersion is named so that a status never lands on another object of the same name: servers (seen with 1.20) do not
    /// look at a uid here, and write.
    /// </summary>
    public static Patch For<T>(
        ResourceDefinition<T> definition,
        ObjectMeta target,
        ReadOnlySpan<byte> status
    )
        where T : class, IKubernetesObject
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion"u8, definition.ApiVersion);
            writer.WriteString("kind"u8, definition.Kind);
            WriteMetadata(writer, target);
            writer.WritePropertyName("status"u8);
            writer.WriteRawValue(status);
            writer.WriteEndObject();
        }

        return Patch.Apply(body.ToArray(), FieldManager, force: true) with
        {
            Subresource = "status",
        };
    }

    private static void WriteMetadata(Utf8JsonWriter writer, ObjectMeta target)
    {
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("name"u8, target.Name);
        if (target.Namespace is not null)
        {
            writer.WriteString("namespace"u8, target.Namespace);
        }

        if (target.ResourceVersion is not null)
        {
            writer.WriteString("resourceVersion"u8, target.ResourceVersion);
        }

        writer.WriteEndObject();
    }
}
