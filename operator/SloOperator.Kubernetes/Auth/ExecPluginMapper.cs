using System.Text;

namespace SloOperator.Kubernetes.Auth;

/// <summary>From the <c>exec</c> field of a user to the plugin to run.</summary>
internal static class ExecPluginMapper
{
    private const string Group = "client.authentication.k8s.io";

    public static ExecPlugin Map(ConfigNode exec, ConfigNode cluster)
    {
        RefuseInteractive(exec);
        return new ExecPlugin
        {
            ApiVersion = Version(exec),
            Command = Command(exec),
            Arguments = exec.Texts("args"),
            Environment =
            [
                .. exec.Maps("env")
                    .Select(item =>
                        KeyValuePair.Create(item.RequiredText("name"), item.Text("value") ?? "")
                    ),
            ],
            InstallHint = exec.Text("installHint"),
            Cluster = exec.Flag("provideClusterInfo") ? Facts(cluster) : null,
        };
    }

    private static string Version(ConfigNode exec)
    {
        string version = exec.RequiredText("apiVersion");
        return version is $"{Group}/v1" or $"{Group}/v1beta1"
            ? version
            : throw exec.Problem(
                "apiVersion",
                $"expected {Group}/v1 or {Group}/v1beta1, found '{version}'"
            );
    }

    private static void RefuseInteractive(ConfigNode exec)
    {
        if (exec.Text("interactiveMode") is not (null or "Never" or "IfAvailable"))
        {
            throw exec.Problem(
                "interactiveMode",
                "nobody sits at this program: expected Never or IfAvailable"
            );
        }
    }

    private static string Command(ConfigNode exec)
    {
        string command = exec.RequiredText("command");
        return command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? Path.GetFullPath(command, exec.Folder)
            : command;
    }

    private static ExecClusterFacts Facts(ConfigNode cluster) =>
        new()
        {
            Server = cluster.RequiredText("server"),
            TlsServerName = cluster.Text("tls-server-name"),
            Insecure = cluster.Flag("insecure-skip-tls-verify"),
            CertificateAuthorityBase64 = cluster.Pem("certificate-authority") is { } pem
                ? Convert.ToBase64String(Encoding.UTF8.GetBytes(pem))
                : null,
            ProxyUrl = cluster.Text("proxy-url"),
        };
}
