using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SloOperator.Kubernetes.Auth;

/// <summary>A mapping in a kubeconfig, with the file and the path it was read from, so that every complaint can name both.</summary>
internal sealed class ConfigNode(string file, string path, YamlMappingNode node)
{
    public string File => file;

    /// <summary>Null when the key is absent, empty or null: kubeconfig writers use all three for "not set".</summary>
    public string? Text(string key) =>
        Child(key) switch
        {
            null => null,
            YamlScalarNode { Value: { Length: > 0 } text } scalar when !IsNull(scalar, text) =>
                text,
            YamlScalarNode => null,
            _ => throw Problem(key, "expected text, found a list or a mapping"),
        };

    public string RequiredText(string key) => Text(key) ?? throw Problem(key, "missing");

    public bool Flag(string key) =>
        Text(key) switch
        {
            null or "false" => false,
            "true" => true,
            _ => throw Problem(key, "expected true or false"),
        };

    public ConfigNode? Map(string key) =>
        Child(key) switch
        {
            null or YamlScalarNode { Value: null or "" or "null" or "~" } => null,
            YamlMappingNode map => new ConfigNode(file, At(key), map),
            _ => throw Problem(key, "expected a mapping"),
        };

    public IReadOnlyList<ConfigNode> Maps(string key) =>
        [
            .. List(key)
                .Select(
                    (item, index) =>
                        item is YamlMappingNode map
                            ? new ConfigNode(file, $"{At(key)}[{index}]", map)
                            : throw Problem($"{key}[{index}]", "expected a mapping")
                ),
        ];

    public IReadOnlyList<string> Texts(string key) =>
        [
            .. List(key)
                .Select(
                    (item, index) =>
                        item is YamlScalarNode { Value: { } text }
                            ? text
                            : throw Problem($"{key}[{index}]", "expected text")
                ),
        ];

    /// <summary>Relative paths mean the folder of the file that names them, as in kubectl.</summary>
    public string? FilePath(string key) =>
        Text(key) is { } text ? Path.GetFullPath(text, Folder) : null;

    public string Folder => Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";

    /// <summary>The PEM of <c>key-data</c> (base64), else of the file <c>key</c> names; data wins, as in kubectl.</summary>
    public string? Pem(string key) => Decoded($"{key}-data") ?? ReadFile(key);

    public string? ReadFile(string key)
    {
        if (FilePath(key) is not { } target)
        {
            return null;
        }

        try
        {
            return System.IO.File.ReadAllText(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Problem(key, $"cannot read {target}: {e.Message}", e);
        }
    }

    public KubeconfigException Problem(string key, string problem, Exception? cause = null) =>
        new($"{file}: {At(key)}: {problem}", cause);

    private string? Decoded(string key)
    {
        try
        {
            return Text(key) is { } text
                ? Encoding.UTF8.GetString(Convert.FromBase64String(text))
                : null;
        }
        catch (FormatException e)
        {
            throw Problem(key, "not base64; use the file variant of this field for a path", e);
        }
    }

    private IEnumerable<YamlNode> List(string key) =>
        Child(key) switch
        {
            null or YamlScalarNode { Value: null or "" or "null" or "~" } => [],
            YamlSequenceNode list => list.Children,
            _ => throw Problem(key, "expected a list"),
        };

    private YamlNode? Child(string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? child) ? child : null;

    private string At(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static bool IsNull(YamlScalarNode scalar, string text) =>
        scalar.Style == ScalarStyle.Plain && text is "null" or "~";
}
