using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SloOperator.Kubernetes.Api;

/// <summary>The least that server-side apply needs to own a status, so that it owns nothing else.</summary>
internal static class StatusPatch
{
    public static Patch Build<T, TStatus>(
        ResourceDefinition<T> definition,
        ObjectMeta target,
        (TStatus Value, JsonTypeInfo<TStatus> Type) status,
        string fieldManager
    )
        where T : class, IKubernetesObject
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion", definition.ApiVersion);
            writer.WriteString("kind", definition.Kind);
            writer.WriteStartObject("metadata");
            writer.WriteString("name", target.Name);
            if (target.ResourceVersion is not null)
            {
                // So that a status never lands on another object of the same name: servers (seen with 1.20) do not look at a uid here.
                writer.WriteString("resourceVersion", target.ResourceVersion);
            }

            writer.WriteEndObject();
            writer.WritePropertyName("status");
            JsonSerializer.Serialize(writer, status.Value, status.Type);
            writer.WriteEndObject();
        }

        return Patch.Apply(buffer.WrittenMemory, fieldManager, force: true) with
        {
            Subresource = "status",
        };
    }
}
