using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Program;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Gates;

/// <summary>The webhook's certificate where the operator keeps it itself.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class KeptCertificateTests(ControlPlaneFixture cluster)
{
    private const string Name = "kept-gate";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_is_made_served_and_known_to_the_API_server_and_a_restart_serves_the_same()
    {
        string ns = await cluster.CreateNamespaceAsync("platform");
        await cluster.Kubectl.ApplyAsync(Configuration(ns));
        int port = LoopbackPort.Next();
        string host = $"{Name}.{ns}.svc";
        try
        {
            string first = await ServedAsync(ns, port, host);
            string second = await ServedAsync(ns, port, host);

            second.ShouldBe(first);
            (
                await cluster.Kubectl.RunAsync(
                    "get",
                    "secret",
                    $"{Name}-admission",
                    "-n",
                    ns,
                    "-o",
                    "jsonpath={.type}"
                )
            )
                .Output.Trim()
                .ShouldBe("kubernetes.io/tls");
        }
        finally
        {
            await cluster.Kubectl.RunAsync("delete", "validatingwebhookconfiguration", Name);
        }
    }

    /// <summary>The serial number of what an operator serves there, by the authority that the API server was told.</summary>
    private async Task<string> ServedAsync(string ns, int port, string host)
    {
        await using RunningBinary running = await RunningBinary.StartReadyAsync(
            "--kubeconfig",
            cluster.Cluster.KubeconfigFile,
            "--namespace",
            ns,
            "--operator-namespace",
            ns,
            "--leader-elect",
            "false",
            "--admission-listen",
            $"127.0.0.1:{port}",
            "--admission-service",
            Name
        );
        string serial = "";
        await Eventually.HoldsAsync(
            async () => serial = await SerialAsync(port, host, await AuthorityAsync()),
            Deadline
        );
        return serial;
    }

    private async Task<string> AuthorityAsync()
    {
        CommandResult bundle = await cluster.Kubectl.RunAsync(
            "get",
            "validatingwebhookconfiguration",
            Name,
            "-o",
            "jsonpath={.webhooks[0].clientConfig.caBundle}"
        );
        bundle.Output.ShouldNotBeEmpty();
        return Encoding.ASCII.GetString(Convert.FromBase64String(bundle.Output));
    }

    private static async Task<string> SerialAsync(int port, string host, string authority)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = new SslStream(client.GetStream());
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPem(authority);
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host,
                CertificateChainPolicy = policy,
            }
        );
        return ((X509Certificate2)stream.RemoteCertificate!).SerialNumber;
    }

    private static string Configuration(string ns) =>
        $$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: {{Name}}}
            webhooks:
            - name: gate.slo-operator.dev
              admissionReviewVersions: [v1]
              sideEffects: NoneOnDryRun
              failurePolicy: Ignore
              timeoutSeconds: 2
              clientConfig:
                service: {name: {{Name}}, namespace: {{ns}}, path: /admission/v1/validate, port: 443}
              objectSelector:
                matchLabels: {slo-operator.dev/team-slo: nobody}
              rules:
              - {apiGroups: [apps], apiVersions: [v1], operations: [UPDATE], resources: [deployments]}
            """;
}
