using System.Security.Authentication;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;

namespace SloOperator.EndToEnd.Tests.Credentials;

/// <summary>Whom we take for the API server; its certificate is of the cluster's authority, for 127.0.0.1 and localhost.</summary>
[Collection(CredentialCollection.Name)]
public sealed class ServerIdentityTests(CredentialCluster cluster)
{
    [Fact]
    public async Task The_tls_server_name_is_the_one_that_the_certificate_is_compared_with()
    {
        using Visitor visitor = Visit($"{cluster.Trust}, tls-server-name: localhost");

        (await visitor.NameAsync()).ShouldBe("before");
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused()
    {
        using Visitor visitor = Visit($"{cluster.Trust}, tls-server-name: kubernetes.example");

        (await RefusalAsync(visitor)).ShouldContain("RemoteCertificateNameMismatch");
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        // A certificate that did not sign the API server's: that of one of its users.
        string[] other = await File.ReadAllLinesAsync(cluster.Cluster.WriteKubeconfig("somebody"));
        string pem = other.Single(line =>
            line.Contains("client-certificate-data: ", StringComparison.Ordinal)
        );
        using Visitor visitor = Visit($"certificate-authority-data: {pem.Split(": ")[1].Trim()}");

        (await RefusalAsync(visitor)).ShouldContain("errors in the certificate chain");
    }

    [Fact]
    public async Task With_insecure_neither_name_nor_authority_counts()
    {
        using Visitor visitor = Visit(
            "insecure-skip-tls-verify: true, tls-server-name: kubernetes.example"
        );

        (await visitor.NameAsync()).ShouldBe("before");
    }

    private Visitor Visit(string trust) =>
        new(
            Kubeconfig
                .Load(
                    cluster.WriteKubeconfig(
                        "identity",
                        $"token: {CredentialCluster.Before.Token}",
                        trust
                    )
                )
                .Connect(),
            TimeProvider.System
        );

    private static async Task<string> RefusalAsync(Visitor visitor)
    {
        KubeException refusal = await visitor.AskAsync();
        return refusal
            .InnerException.ShouldBeOfType<HttpRequestException>()
            .InnerException.ShouldBeOfType<AuthenticationException>()
            .Message;
    }
}
