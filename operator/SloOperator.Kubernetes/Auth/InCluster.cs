using System.Security.Cryptography;

namespace SloOperator.Kubernetes.Auth;

/// <summary>The connection that every pod is given: two environment variables and the mounted service account.</summary>
public static class InCluster
{
    private const string Mount = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>True inside a pod with a service account.</summary>
    public static bool IsAvailable =>
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 }
        && File.Exists(Path.Combine(Mount, "token"));

    /// <summary>Reads the pod's service account; its token is read again every minute, as the kubelet rotates it.</summary>
    /// <exception cref="KubeconfigException">Not in a pod, or the service account is not mounted.</exception>
    public static ClusterConnection Load() => Load(Environment.GetEnvironmentVariable, Mount);

    internal static ClusterConnection Load(Func<string, string?> environment, string mount)
    {
        string token = Path.Combine(mount, "token");
        if (!File.Exists(token))
        {
            throw new KubeconfigException(
                $"{token}: no such file; set automountServiceAccountToken: true on the pod"
            );
        }

        return new ClusterConnection
        {
            Server = Server(environment),
            Namespace = Namespace(Path.Combine(mount, "namespace")),
            Trust = Trust(Path.Combine(mount, "ca.crt")),
            Credentials = new TokenFileSource(token, null, null),
        };
    }

    private static Uri Server(Func<string, string?> environment)
    {
        string host = Required(environment, "KUBERNETES_SERVICE_HOST");
        string port = Required(environment, "KUBERNETES_SERVICE_PORT");
        string bracketed = host.Contains(':', StringComparison.Ordinal)
            ? $"[{host.Trim('[', ']')}]"
            : host;
        return Uri.TryCreate($"https://{bracketed}:{port}", UriKind.Absolute, out Uri? server)
            ? server
            : throw new KubeconfigException(
                $"KUBERNETES_SERVICE_HOST '{host}' and KUBERNETES_SERVICE_PORT '{port}' are not an address"
            );
    }

    private static string Required(Func<string, string?> environment, string name) =>
        environment(name) is { Length: > 0 } value
            ? value
            : throw new KubeconfigException($"{name}: not set; outside a pod use --kubeconfig");

    private static string Namespace(string path) =>
        File.Exists(path) ? File.ReadAllText(path).Trim() : "default";

    private static ServerTrust Trust(string path)
    {
        try
        {
            return new ServerTrust(
                ServerTrust.ReadAuthorities(File.ReadAllText(path)),
                null,
                false
            );
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new KubeconfigException(
                $"{path}: cannot read the cluster's authority: {e.Message}",
                e
            );
        }
    }
}
