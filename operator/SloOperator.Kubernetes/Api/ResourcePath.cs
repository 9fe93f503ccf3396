using System.Globalization;
using System.Text;

namespace SloOperator.Kubernetes.Api;

/// <summary>Builds the paths and queries of the REST API, relative to the server's address.</summary>
internal static class ResourcePath
{
    public static string Collection<T>(ResourceDefinition<T> definition, string? ns)
        where T : class, IKubernetesObject
    {
        string root = definition.Group.Length == 0 ? "api" : $"apis/{definition.Group}";
        string scope =
            definition.Namespaced && ns is not null
                ? $"namespaces/{Uri.EscapeDataString(ns)}/"
                : "";
        return $"{root}/{definition.Version}/{scope}{definition.Plural}";
    }

    public static string Object<T>(
        ResourceDefinition<T> definition,
        ResourceName name,
        string? subresource = null
    )
        where T : class, IKubernetesObject
    {
        // An empty name would address, and a delete would empty, the whole collection.
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        RequireNamespace(definition, name.Namespace);
        string path = $"{Collection(definition, name.Namespace)}/{Uri.EscapeDataString(name.Name)}";
        return subresource is null ? path : $"{path}/{subresource}";
    }

    public static void RequireNamespace<T>(ResourceDefinition<T> definition, string? ns)
        where T : class, IKubernetesObject
    {
        if (definition.Namespaced && string.IsNullOrEmpty(ns))
        {
            throw new ArgumentException(
                $"{definition.Kind} is namespaced, and no namespace is given",
                nameof(ns)
            );
        }
    }

    public static string WithQuery(
        string path,
        params ReadOnlySpan<(string Key, string? Value)> query
    )
    {
        var text = new StringBuilder(path);
        char separator = '?';
        foreach ((string key, string? value) in query)
        {
            if (value is not null)
            {
                text.Append(separator).Append(key).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return text.ToString();
    }

    public static string List<T>(ResourceDefinition<T> definition, ListOptions options)
        where T : class, IKubernetesObject
    {
        bool first = options.Continue is null;
        return WithQuery(
            Collection(definition, options.Namespace),
            ("labelSelector", options.LabelSelector),
            ("fieldSelector", options.FieldSelector),
            ("limit", options.Limit?.ToString(CultureInfo.InvariantCulture)),
            ("continue", options.Continue),
            ("resourceVersion", first ? options.ResourceVersion : null),
            ("resourceVersionMatch", first ? options.ResourceVersionMatch : null)
        );
    }

    public static string Watch<T>(ResourceDefinition<T> definition, WatchOptions options)
        where T : class, IKubernetesObject =>
        WithQuery(
            Collection(definition, options.Namespace),
            ("watch", "true"),
            ("resourceVersion", options.ResourceVersion),
            ("allowWatchBookmarks", "true"),
            (
                "timeoutSeconds",
                ((long)options.Timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture)
            ),
            ("labelSelector", options.LabelSelector),
            ("fieldSelector", options.FieldSelector)
        );
}
