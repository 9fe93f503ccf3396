using SloOperator.Kubernetes.Auth;

namespace SloOperator.Kubernetes.Tests.Auth;

public sealed class InClusterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public InClusterTests()
    {
        _folder.Write("token", "abc\n");
        _folder.Write("namespace", "slo-system\n");
        _folder.Write("ca.crt", new TestCertificates().AuthorityPem);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_pod_is_told_everything()
    {
        ClusterConnection found = Load("10.96.0.1", "443");

        found.Server.ShouldBe(new Uri("https://10.96.0.1/"));
        found.Namespace.ShouldBe("slo-system");
        found.Trust.Authorities!.Count.ShouldBe(1);
    }

    [Fact]
    public void An_IPv6_host_is_bracketed() =>
        Load("fd00::1", "6443").Server.AbsoluteUri.ShouldBe("https://[fd00::1]:6443/");

    [Fact]
    public void Outside_a_pod_the_missing_variable_is_named() =>
        Should
            .Throw<KubeconfigException>(() => Load(null, "443"))
            .Message.ShouldStartWith("KUBERNETES_SERVICE_HOST: not set");

    [Fact]
    public void A_missing_token_says_what_to_change()
    {
        File.Delete(Path.Combine(_folder.Path, "token"));

        Should
            .Throw<KubeconfigException>(() => Load("10.96.0.1", "443"))
            .Message.ShouldContain("automountServiceAccountToken");
    }

    [Fact]
    public void A_broken_authority_is_named()
    {
        string path = _folder.Write("ca.crt", "nothing");

        Should
            .Throw<KubeconfigException>(() => Load("10.96.0.1", "443"))
            .Message.ShouldStartWith($"{path}: cannot read");
    }

    private ClusterConnection Load(string? host, string port) =>
        InCluster.Load(name => name is "KUBERNETES_SERVICE_HOST" ? host : port, _folder.Path);
}
