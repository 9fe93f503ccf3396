using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SloOperator.Kubernetes.Auth;

/// <summary>One kubeconfig file as written; JSON files are read too, being YAML.</summary>
internal sealed class KubeconfigFile
{
    private KubeconfigFile(ConfigNode root)
    {
        CurrentContext = root.Text("current-context");
        Clusters = Named(root, "clusters", "cluster");
        Users = Named(root, "users", "user");
        Contexts = Named(root, "contexts", "context");
    }

    public string? CurrentContext { get; }

    public IReadOnlyDictionary<string, ConfigNode> Clusters { get; }

    public IReadOnlyDictionary<string, ConfigNode> Users { get; }

    public IReadOnlyDictionary<string, ConfigNode> Contexts { get; }

    public static KubeconfigFile Read(string path)
    {
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException(
                $"{path}: cannot read the kubeconfig: {e.Message}; set --kubeconfig or KUBECONFIG to a readable file",
                e
            );
        }
    }

    public static KubeconfigFile Parse(string path, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new KubeconfigException(
                $"{path}: not YAML at line {e.Start.Line}, column {e.Start.Column}: {e.InnerException?.Message ?? e.Message}",
                e
            );
        }

        return stream.Documents.FirstOrDefault()?.RootNode switch
        {
            YamlMappingNode root => new KubeconfigFile(new ConfigNode(path, "", root)),
            // kubectl treats an empty file as a kubeconfig with nothing in it.
            null or YamlScalarNode { Value: null or "" } => new KubeconfigFile(
                new ConfigNode(path, "", new YamlMappingNode())
            ),
            _ => throw new KubeconfigException(
                $"{path}: expected a kubeconfig (a mapping with clusters, users, contexts)"
            ),
        };
    }

    private static Dictionary<string, ConfigNode> Named(ConfigNode root, string list, string kind)
    {
        var found = new Dictionary<string, ConfigNode>(StringComparer.Ordinal);
        foreach (ConfigNode item in root.Maps(list))
        {
            string name = item.RequiredText("name");
            if (item.Map(kind) is { } body && !found.TryAdd(name, body))
            {
                throw root.Problem(list, $"the name '{name}' is given twice");
            }
        }

        return found;
    }
}
