using System.Net;
using Microsoft.AspNetCore.Http;
using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Tests.Runtime;
using SloOperator.Testing;

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

    [Fact]
    public async Task A_pods_token_is_read_again_every_minute_and_IPv6_is_spoken()
    {
        var certificates = new TestCertificates();
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _folder.Write("ca.crt", certificates.AuthorityPem);
        await using WireServer server = await WireServer.StartAsync(
            context =>
                context.Response.WriteAsync(context.Request.Headers.Authorization.ToString()),
            certificates.ForServer("::1"),
            IPAddress.IPv6Loopback
        );
        using HttpClient client = Load("::1", $"{server.Port}").CreateHttpClient(clock);
        (await AskAsync(client)).ShouldBe("Bearer abc");
        _folder.Write("token", "def\n");

        clock.Advance(TimeSpan.FromSeconds(59));
        (await AskAsync(client)).ShouldBe("Bearer abc");
        clock.Advance(TimeSpan.FromSeconds(1));
        (await AskAsync(client)).ShouldBe("Bearer def");
    }

    private static Task<string> AskAsync(HttpClient client) =>
        client.GetStringAsync(new Uri("api", UriKind.Relative));

    private ClusterConnection Load(string? host, string port) =>
        InCluster.Load(name => name is "KUBERNETES_SERVICE_HOST" ? host : port, _folder.Path);
}
