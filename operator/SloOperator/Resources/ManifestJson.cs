using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SloOperator.Resources;

/// <summary>How resources are read from files: no server has judged them, so a misspelt field is an error. Metadata and conditions are Kubernetes' own and stay tolerant.</summary>
internal static class ManifestJson
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(ResourceJson.Default.Options)
        {
            TypeInfoResolver = ResourceJson.Default.WithAddedModifier(RefuseUnknownFields),
        };
        options.MakeReadOnly();
        return options;
    }

    private static void RefuseUnknownFields(JsonTypeInfo type)
    {
        bool ours = type.Type.Assembly == typeof(ManifestJson).Assembly;
        if (ours && type.Kind == JsonTypeInfoKind.Object)
        {
            type.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        }
    }
}
