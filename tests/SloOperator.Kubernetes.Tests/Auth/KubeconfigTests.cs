using SloOperator.Kubernetes.Auth;

namespace SloOperator.Kubernetes.Tests.Auth;

public sealed class KubeconfigTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_current_context_names_cluster_and_namespace()
    {
        ClusterConnection found = Configs.Connect(
            _folder,
            Configs.Of("{ server: 'https://a:6443' }", context: ", namespace: shop")
        );

        found.Server.ShouldBe(new Uri("https://a:6443"));
        found.Namespace.ShouldBe("shop");
    }

    [Fact]
    public void Without_a_namespace_it_is_default() =>
        Configs
            .Connect(_folder, Configs.Of("{ server: 'https://a' }"))
            .Namespace.ShouldBe("default");

    [Fact]
    public void A_kubeconfig_in_json_is_read()
    {
        string json = """
            {"current-context":"x","clusters":[{"name":"c","cluster":{"server":"https://json"}}],
             "contexts":[{"name":"x","context":{"cluster":"c"}}],"users":null}
            """;

        Configs.Connect(_folder, json).Server.Host.ShouldBe("json");
    }

    [Fact]
    public void A_context_can_be_chosen()
    {
        string path = _folder.Write(
            "config",
            """
            current-context: one
            clusters: [{ name: a, cluster: { server: 'https://a' } }, { name: b, cluster: { server: 'https://b' } }]
            contexts: [{ name: one, context: { cluster: a } }, { name: two, context: { cluster: b } }]
            """
        );

        Kubeconfig.Load(path).Connect("two").Server.Host.ShouldBe("b");
    }

    [Fact]
    public void Of_two_files_the_first_wins_whole()
    {
        string first = _folder.Write(
            "first",
            "clusters: [{ name: dev, cluster: { server: 'https://first' } }]\ncurrent-context: dev"
        );
        string second = _folder.Write(
            "second",
            Configs.Of(
                "{ server: 'https://second', tls-server-name: second.example }",
                context: ", namespace: second"
            )
        );

        ClusterConnection found = Load($"{first}{Path.PathSeparator}{second}").Connect();

        found.Server.Host.ShouldBe("first");
        found.Trust.ServerName.ShouldBeNull();
        found.Namespace.ShouldBe("second");
    }

    [Fact]
    public void A_file_missing_from_the_list_is_passed_over()
    {
        string present = _folder.Write("present", Configs.Of("{ server: 'https://present' }"));
        string missing = Path.Combine(_folder.Path, "missing");

        Load($"{missing}{Path.PathSeparator}{present}").Connect().Server.Host.ShouldBe("present");
    }

    [Fact]
    public void Relative_paths_are_resolved_against_the_file_that_names_them()
    {
        string authority = new TestCertificates().AuthorityPem;
        _folder.Write("one/ca.crt", "not this one");
        _folder.Write("two/ca.crt", authority);
        string one = _folder.Write("one/config", "current-context: dev");
        string two = _folder.Write(
            "two/config",
            Configs.Of("{ server: 'https://a', certificate-authority: ca.crt }")
        );

        ClusterConnection found = Load($"{one}{Path.PathSeparator}{two}").Connect();

        found.Trust.Authorities!.Single().ExportCertificatePem().ShouldBe(authority);
    }

    [Fact]
    public async Task The_paths_of_a_user_are_those_of_its_own_file_too()
    {
        (string certificate, string key) = new TestCertificates().ForClient("ops");
        _folder.Write("two/client.crt", certificate);
        _folder.Write("two/client.key", key);
        _folder.Write("two/token", "of two");
        string one = _folder.Write(
            "one/config",
            "clusters: [{ name: dev, cluster: { server: 'https://a' } }]\nusers: [{ name: other, user: { token: x } }]"
        );
        string two = _folder.Write(
            "two/config",
            Configs.Of(
                "{ server: 'https://b' }",
                "{ client-certificate: client.crt, client-key: ./client.key, tokenFile: token }"
            )
        );

        ClusterConnection found = Load($"{one}{Path.PathSeparator}{two}").Connect();
        Credential credential = await found
            .Credentials!.Open(TimeProvider.System)
            .GetAsync(default);

        found.Server.Host.ShouldBe("a");
        credential.Authorization!.Parameter.ShouldBe("of two");
        credential.Certificate!.Context.TargetCertificate.Subject.ShouldBe("CN=ops");
    }

    [Fact]
    public async Task The_first_current_context_and_the_first_user_of_a_name_win_whole()
    {
        string first = _folder.Write(
            "first",
            "current-context: two\nusers: [{ name: dev, user: { username: ann } }]"
        );
        string second = _folder.Write(
            "second",
            """
            current-context: one
            clusters: [{ name: a, cluster: { server: 'https://a' } }, { name: b, cluster: { server: 'https://b' } }]
            users: [{ name: dev, user: { token: t } }]
            contexts: [{ name: one, context: { cluster: a } }, { name: two, context: { cluster: b, user: dev } }]
            """
        );

        ClusterConnection found = Load($"{first}{Path.PathSeparator}{second}").Connect();

        // Merged field by field, the user would have both a name and a token, which is refused.
        found.Server.Host.ShouldBe("b");
        Credential credential = await found
            .Credentials!.Open(TimeProvider.System)
            .GetAsync(default);
        credential.Authorization!.Scheme.ShouldBe("Basic");
    }

    [Fact]
    public void The_home_folder_is_used_when_nothing_is_set()
    {
        _folder.Write(".kube/config", Configs.Of("{ server: 'https://home' }"));

        Kubeconfig
            .Load(null, name => name is "HOME" ? _folder.Path : null)
            .Connect()
            .Server.Host.ShouldBe("home");
    }

    [Fact]
    public void Data_wins_over_the_file_of_the_same_field()
    {
        string authority = new TestCertificates().AuthorityPem;
        string cluster =
            $"{{ server: 'https://a', certificate-authority: /missing, certificate-authority-data: {Configs.Base64(authority)} }}";

        Configs.Connect(_folder, Configs.Of(cluster)).Trust.Authorities!.Count.ShouldBe(1);
    }

    [Fact]
    public void A_user_without_fields_is_anonymous() =>
        Configs.Connect(_folder, Configs.Of("{ server: 'https://a' }")).Credentials.ShouldBeNull();

    [Theory]
    [InlineData("token: s3cret")]
    [InlineData("tokenFile: /s3cret")]
    [InlineData("username: ann, password: s3cret")]
    [InlineData(
        "exec: { apiVersion: client.authentication.k8s.io/v1, command: plugin, args: [s3cret] }"
    )]
    public void Credentials_over_http_are_refused_even_to_loopback(string user)
    {
        ClusterConnection found = Configs.Connect(
            _folder,
            Configs.Of("{ server: 'http://127.0.0.1:8001' }", $"{{ {user} }}")
        );

        string message = Should
            .Throw<KubeconfigException>(() => found.CreateHttpClient(TimeProvider.System))
            .Message;

        message.ShouldContain("http://127.0.0.1:8001");
        message.ShouldContain("never sent over http");
        message.ShouldNotContain("s3cret");
    }

    [Fact]
    public void Http_without_credentials_is_allowed()
    {
        using HttpClient client = Configs
            .Connect(_folder, Configs.Of("{ server: 'http://127.0.0.1:8001' }"))
            .CreateHttpClient(TimeProvider.System);

        client.BaseAddress.ShouldBe(new Uri("http://127.0.0.1:8001/"));
    }

    [Fact]
    public void The_path_of_a_gateway_is_kept()
    {
        using HttpClient client = Configs
            .Connect(_folder, Configs.Of("{ server: 'https://rancher/k8s/clusters/c-1' }"))
            .CreateHttpClient(TimeProvider.System);

        new Uri(client.BaseAddress!, "api/v1/nodes").AbsolutePath.ShouldBe(
            "/k8s/clusters/c-1/api/v1/nodes"
        );
    }

    private static Kubeconfig Load(string list) =>
        Kubeconfig.Load(null, name => name is "KUBECONFIG" ? list : null);
}
