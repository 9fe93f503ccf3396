using SloOperator.Kubernetes.Auth;

namespace SloOperator.Kubernetes.Tests.Auth;

public sealed class KubeconfigErrorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_named()
    {
        string missing = Path.Combine(_folder.Path, "nowhere");

        string message = Should.Throw<KubeconfigException>(() => Kubeconfig.Load(missing)).Message;

        message.ShouldStartWith($"{missing}: cannot read the kubeconfig");
        message.ShouldContain("--kubeconfig");
    }

    [Fact]
    public void A_list_with_no_file_at_all_is_named()
    {
        string message = Should
            .Throw<KubeconfigException>(() =>
                Kubeconfig.Load(null, name => name is "HOME" ? _folder.Path : null)
            )
            .Message;

        message.ShouldBe(
            $"{_folder.Path}/.kube/config: no such file; set --kubeconfig or KUBECONFIG"
        );
    }

    [Fact]
    public void A_missing_context_names_those_that_exist()
    {
        string path = _folder.Write("config", Configs.Of("{ server: 'https://a' }"));

        string message = Should
            .Throw<KubeconfigException>(() => Kubeconfig.Load(path).Connect("prod"))
            .Message;

        message.ShouldBe($"{path}: no context 'prod'; there is: dev");
    }

    [Fact]
    public void No_current_context_says_how_to_choose_one()
    {
        string path = _folder.Write("config", "contexts: [{ name: a, context: { cluster: c } }]");

        string message = Should
            .Throw<KubeconfigException>(() => Kubeconfig.Load(path).Connect())
            .Message;

        message.ShouldBe($"{path}: current-context: not set; choose one with --context: a");
    }

    [Fact]
    public void Broken_yaml_is_located()
    {
        string path = _folder.Write("config", "clusters:\n  - name: 'open");

        Should
            .Throw<KubeconfigException>(() => Kubeconfig.Load(path))
            .Message.ShouldStartWith($"{path}: not YAML at line 2");
    }

    [Fact]
    public void A_name_that_is_given_twice_is_refused()
    {
        string path = _folder.Write(
            "config",
            "users: [{ name: a, user: {} }, { name: a, user: {} }]"
        );

        Should
            .Throw<KubeconfigException>(() => Kubeconfig.Load(path))
            .Message.ShouldBe($"{path}: users: the name 'a' is given twice");
    }

    [Theory]
    [InlineData("{}", "{}", "clusters[0].cluster.server: missing")]
    [InlineData("{ server: 'ftp://a' }", "{}", "clusters[0].cluster.server: expected https://")]
    [InlineData(
        "{ server: 'https://u:p@a' }",
        "{}",
        "clusters[0].cluster.server: expected https://"
    )]
    [InlineData("{ server: [a] }", "{}", "clusters[0].cluster.server: expected text")]
    [InlineData(
        "{ server: 'https://a', certificate-authority-data: '%%%' }",
        "{}",
        "clusters[0].cluster.certificate-authority-data: not base64"
    )]
    [InlineData(
        "{ server: 'https://a', certificate-authority-data: aGVsbG8= }",
        "{}",
        "clusters[0].cluster.certificate-authority: not PEM"
    )]
    [InlineData(
        "{ server: 'https://a', certificate-authority: gone.crt }",
        "{}",
        "clusters[0].cluster.certificate-authority: cannot read"
    )]
    [InlineData(
        "{ server: 'https://a', insecure-skip-tls-verify: maybe }",
        "{}",
        "clusters[0].cluster.insecure-skip-tls-verify: expected true or false"
    )]
    [InlineData(
        "{ server: 'https://a', proxy-url: 'ftp://p' }",
        "{}",
        "clusters[0].cluster.proxy-url: expected http://"
    )]
    [InlineData(
        "{ server: 'https://a' }",
        "{ client-key-data: eA== }",
        "users[0].user.client-certificate: missing"
    )]
    [InlineData(
        "{ server: 'https://a' }",
        "{ client-certificate-data: eA== }",
        "users[0].user.client-key: missing"
    )]
    [InlineData(
        "{ server: 'https://a' }",
        "{ client-certificate-data: eA==, client-key-data: eA== }",
        "users[0].user.client-certificate: it and client-key are not a PEM certificate"
    )]
    [InlineData(
        "{ server: 'https://a' }",
        "{ token: t, username: u }",
        "users[0].user.token: more than one"
    )]
    [InlineData(
        "{ server: 'https://a' }",
        "{ auth-provider: { name: gcp } }",
        "users[0].user.auth-provider: was removed"
    )]
    [InlineData(
        "{ server: 'https://a' }",
        "{ token: t, as: admin }",
        "users[0].user.as: impersonation is not supported"
    )]
    [InlineData(
        "{ server: 'https://a' }",
        "{ exec: { apiVersion: v1 } }",
        "users[0].user.exec.apiVersion: expected client"
    )]
    [InlineData(
        "{ server: 'https://a' }",
        "{ exec: { apiVersion: client.authentication.k8s.io/v1 } }",
        "users[0].user.exec.command: missing"
    )]
    [InlineData(
        "{ server: 'https://a' }",
        "{ exec: { apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always } }",
        "users[0].user.exec.interactiveMode: nobody sits"
    )]
    public void A_field_that_cannot_be_used_is_named_with_its_file(
        string cluster,
        string user,
        string complaint
    )
    {
        string path = _folder.Write("config", Configs.Of(cluster, user));

        string message = Should
            .Throw<KubeconfigException>(() => Kubeconfig.Load(path).Connect())
            .Message;

        message.ShouldStartWith($"{path}: {complaint}");
    }

    [Fact]
    public void Insecure_beside_an_authority_is_refused()
    {
        string authority = Configs.Base64(new TestCertificates().AuthorityPem);
        string cluster =
            $"{{ server: 'https://a', insecure-skip-tls-verify: true, certificate-authority-data: {authority} }}";

        Should
            .Throw<KubeconfigException>(() => Configs.Connect(_folder, Configs.Of(cluster)))
            .Message.ShouldContain("cannot stand beside certificate-authority");
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused_without_being_quoted()
    {
        var certificates = new TestCertificates();
        string certificate = certificates.ForClient("one").Certificate;
        string key = certificates.ForClient("two").Key;
        string user =
            $"{{ client-certificate-data: {Configs.Base64(certificate)}, client-key-data: {Configs.Base64(key)} }}";

        string message = Should
            .Throw<KubeconfigException>(() =>
                Configs.Connect(_folder, Configs.Of("{ server: 'https://a' }", user))
            )
            .Message;

        message.ShouldContain("users[0].user.client-certificate");
        message.ShouldNotContain("PRIVATE KEY");
    }
}
