using SloOperator.Testing.Processes;

namespace SloOperator.Testing.Clusters;

/// <summary>All that an API server needs to start, but its port.</summary>
internal sealed record ApiServerPlan(
    string Program,
    TemporaryFolder Folder,
    ClusterCertificates Certificates,
    Uri Etcd,
    ControlPlaneOptions Options
)
{
    public string AdminToken { get; } = Guid.NewGuid().ToString("N");

    public TimeSpan Deadline => Options.StartDeadline;

    /// <summary>Flags that start both 1.20 and 1.36.</summary>
    public IReadOnlyList<string> Arguments(int port) =>
        [
            $"--etcd-servers={Etcd.GetLeftPart(UriPartial.Authority)}",
            $"--cert-dir={Folder.Path}",
            $"--tls-cert-file={Certificates.ServingCertificateFile}",
            $"--tls-private-key-file={Certificates.ServingKeyFile}",
            $"--secure-port={port}",
            "--bind-address=127.0.0.1",
            // A machine without a network has no other address, and the endpoints of the API server are of no use to anybody here.
            "--advertise-address=127.0.0.1",
            "--endpoint-reconciler-type=none",
            $"--client-ca-file={Certificates.AuthorityFile}",
            $"--token-auth-file={WriteTokens()}",
            "--authorization-mode=RBAC",
            "--service-account-issuer=https://kubernetes.default.svc",
            $"--service-account-key-file={Certificates.ServiceAccountKeyFile}",
            $"--service-account-signing-key-file={Certificates.ServiceAccountKeyFile}",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--disable-admission-plugins=ServiceAccount",
            "--allow-privileged=true",
            .. Options.ApiServerFlags,
        ];

    private string WriteTokens()
    {
        string path = Folder.File("tokens.csv");
        TokenUser[] users = [new("admin", AdminToken, "system:masters"), .. Options.Users];
        File.WriteAllLines(
            path,
            users.Select(user =>
                $"{user.Token},{user.Name},{user.Name},\"{string.Join(',', user.Groups)}\""
            )
        );
        return path;
    }
}
