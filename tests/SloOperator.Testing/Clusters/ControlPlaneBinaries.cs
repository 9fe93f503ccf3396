namespace SloOperator.Testing.Clusters;

/// <summary>Where kube-apiserver and etcd are, by the envtest convention and then the cache that scripts/test-assets.sh fills.</summary>
public sealed record ControlPlaneBinaries(string ApiServer, string Etcd)
{
    /// <summary>Looks through the given environment; throws <see cref="ControlPlaneMissingException"/>, never a skip, when a program is not there.</summary>
    public static ControlPlaneBinaries Find(Func<string, string?> environment)
    {
        ControlPlaneBinaries found = new(
            Locate(environment, "TEST_ASSET_KUBE_APISERVER", "kube-apiserver"),
            Locate(environment, "TEST_ASSET_ETCD", "etcd")
        );
        foreach (string program in (string[])[found.ApiServer, found.Etcd])
        {
            if (!File.Exists(program))
            {
                throw new ControlPlaneMissingException(program);
            }
        }

        return found;
    }

    private static string Locate(
        Func<string, string?> environment,
        string variable,
        string program
    ) =>
        Named(environment, variable)
        ?? Inside(Named(environment, "KUBEBUILDER_ASSETS"), program)
        ?? Path.Combine(CacheFolder(environment), "bin", program);

    private static string? Inside(string? folder, string program) =>
        folder is null ? null : Path.Combine(folder, program);

    private static string CacheFolder(Func<string, string?> environment) =>
        Named(environment, "SLO_OPERATOR_ASSETS")
        ?? Path.Combine(
            Named(environment, "XDG_CACHE_HOME")
                ?? Path.Combine(Named(environment, "HOME") ?? "/", ".cache"),
            "slo-operator",
            "test-assets"
        );

    private static string? Named(Func<string, string?> environment, string variable) =>
        environment(variable) is { Length: > 0 } value ? value : null;
}
