namespace SloOperator.Kubernetes.Auth;

/// <summary>The merged kubeconfig files: for each name the first file that has it wins, whole.</summary>
public sealed class Kubeconfig
{
    private readonly string _origin;
    private readonly IReadOnlyList<KubeconfigFile> _files;

    private Kubeconfig(string origin, IReadOnlyList<KubeconfigFile> files)
    {
        _origin = origin;
        _files = files;
    }

    /// <summary>Reads <paramref name="path"/>, else the list in KUBECONFIG, else ~/.kube/config; a file missing from the list is passed over, as kubectl does.</summary>
    /// <exception cref="KubeconfigException">No file, or a file that cannot be understood.</exception>
    public static Kubeconfig Load(string? path = null) =>
        Load(path, Environment.GetEnvironmentVariable);

    /// <summary>The facts of one context, null meaning current-context.</summary>
    /// <exception cref="KubeconfigException">A missing context, cluster or user, or a field that cannot be used.</exception>
    public ClusterConnection Connect(string? context = null)
    {
        string name = context ?? CurrentContext();
        ConfigNode chosen = Find(file => file.Contexts, name, "context");
        string cluster = chosen.RequiredText("cluster");
        ConfigNode? user = chosen.Text("user") is { } id
            ? Find(file => file.Users, id, "user")
            : null;
        return KubeconfigMapper.Map(chosen, Find(file => file.Clusters, cluster, "cluster"), user);
    }

    internal static Kubeconfig Load(string? path, Func<string, string?> environment)
    {
        if (path is not null)
        {
            return new Kubeconfig(path, [KubeconfigFile.Read(path)]);
        }

        string[] candidates = Candidates(environment);
        string[] present = [.. candidates.Where(File.Exists)];
        string origin = string.Join(Path.PathSeparator, candidates);
        return present.Length > 0
            ? new Kubeconfig(origin, [.. present.Select(KubeconfigFile.Read)])
            : throw new KubeconfigException(
                $"{origin}: no such file; set --kubeconfig or KUBECONFIG"
            );
    }

    private static string[] Candidates(Func<string, string?> environment)
    {
        string[] listed = (environment("KUBECONFIG") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        return listed.Length > 0
            ? listed
            :
            [
                Path.Combine(
                    environment("HOME") ?? environment("USERPROFILE") ?? "",
                    ".kube",
                    "config"
                ),
            ];
    }

    private string CurrentContext() =>
        _files.Select(file => file.CurrentContext).FirstOrDefault(name => name is not null)
        ?? throw new KubeconfigException(
            $"{_origin}: current-context: not set; choose one with --context: {Names(file => file.Contexts)}"
        );

    private ConfigNode Find(
        Func<KubeconfigFile, IReadOnlyDictionary<string, ConfigNode>> part,
        string name,
        string kind
    ) =>
        _files
            .Select(file => part(file).GetValueOrDefault(name))
            .FirstOrDefault(node => node is not null)
        ?? throw new KubeconfigException($"{_origin}: no {kind} '{name}'; there is: {Names(part)}");

    private string Names(Func<KubeconfigFile, IReadOnlyDictionary<string, ConfigNode>> part)
    {
        string names = string.Join(
            ", ",
            _files.SelectMany(file => part(file).Keys).Distinct(StringComparer.Ordinal)
        );
        return names.Length > 0 ? names : "none";
    }
}
