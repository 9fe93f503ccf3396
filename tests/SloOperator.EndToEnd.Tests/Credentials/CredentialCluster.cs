using System.Text;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.Kubernetes.Auth;
using SloOperator.Testing.Clusters;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Credentials;

/// <summary>A control plane with users by token, certificate and service account, and a folder for the files that hold them.</summary>
public sealed class CredentialCluster : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ControlPlane? _cluster;

    public static TokenUser Before { get; } = new("before", "token-before");

    public static TokenUser After { get; } = new("after", "token-after");

    public ControlPlane Cluster => _cluster ?? throw NotStarted();

    public KubectlRunner Kubectl => new(Cluster.KubeconfigFile);

    public string AuthorityPem =>
        Kubeconfig
            .Load(Cluster.KubeconfigFile)
            .Connect()
            .Trust.Authorities!.Single()
            .ExportCertificatePem();

    /// <summary>The field of a kubeconfig's cluster that names its authority.</summary>
    public string Trust => $"certificate-authority-data: {Base64(AuthorityPem)}";

    public async Task InitializeAsync()
    {
        _cluster = await ControlPlane.StartOwnAsync(
            new ControlPlaneOptions { Users = [Before, After] }
        );
        await ControlPlaneFixture.ApplyResourceDefinitionsAsync(Kubectl);
    }

    /// <summary>A new namespace with two service accounts, before and after, who may work on TeamSLOs in it.</summary>
    public async Task CreateAccountsAsync(string ns)
    {
        await Kubectl.RunAsync("create", "namespace", ns);
        foreach (string name in (string[])["before", "after"])
        {
            await Kubectl.RunAsync("create", "serviceaccount", name, "-n", ns);
            await Kubectl.RunAsync(
                "create",
                "clusterrolebinding",
                $"{ns}-{name}",
                "--clusterrole=edit",
                $"--serviceaccount={ns}:{name}"
            );
        }
    }

    /// <summary>Signed by the API server, as the kubelet would ask for it.</summary>
    public async Task<string> TokenAsync(string ns, string account) =>
        (await Kubectl.RunAsync("create", "token", account, "-n", ns)).Output.Trim();

    /// <summary>From now on its tokens are refused; the server remembers for ten seconds that they were not.</summary>
    public Task RevokeAsync(string ns, string account) =>
        Kubectl.RunAsync("delete", "serviceaccount", account, "-n", ns);

    /// <summary>Replaced as a whole, as the kubelet does: nobody ever reads half of it.</summary>
    public string Write(string name, string text)
    {
        string path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText($"{path}.new", text);
        File.Move($"{path}.new", path, overwrite: true);
        return path;
    }

    /// <summary>A kubeconfig whose user has these fields, and which trusts the cluster's authority unless told whom else.</summary>
    public string WriteKubeconfig(string name, string user, string? trust = null) =>
        Write(
            name,
            $$"""
            current-context: test
            clusters:
            - name: test
              cluster: {server: '{{Cluster.Server}}', {{trust ?? Trust}}}
            users:
            - name: test
              user: { {{user}} }
            contexts:
            - name: test
              context: {cluster: test, user: test}
            """
        );

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static string Base64(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static InvalidOperationException NotStarted() =>
        new("The cluster is not started; xunit starts it before the first test.");
}
