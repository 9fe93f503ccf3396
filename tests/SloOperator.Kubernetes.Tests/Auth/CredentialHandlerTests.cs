using System.Net;
using SloOperator.Kubernetes.Tests.Runtime;

namespace SloOperator.Kubernetes.Tests.Auth;

[Collection(PluginCollection.Name)]
public sealed class CredentialHandlerTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestCertificates _certificates = new();
    private readonly List<string> _seen = [];
    private Func<string, bool> _accepts = _ => true;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{ token: abc }", "Bearer abc")]
    [InlineData("{ username: ann, password: 'p:w' }", "Basic YW5uOnA6dw==")]
    [InlineData("{}", "")]
    public async Task The_user_decides_on_the_header(string user, string header)
    {
        await using WireServer server = await StartAsync();
        using HttpClient client = Client(server, user);

        await client.GetAsync(new Uri("api", UriKind.Relative));

        _seen.ShouldBe([$"{header} "]);
    }

    [Fact]
    public async Task A_refused_token_is_read_again_once_and_the_body_is_sent_again()
    {
        string path = _folder.Write("token", "old");
        _accepts = header => header is "Bearer new";
        await using WireServer server = await StartAsync();
        using HttpClient client = Client(server, $"{{ tokenFile: '{path}' }}");
        await client.GetAsync(new Uri("api", UriKind.Relative));
        _folder.Write("token", "new");

        using var body = new StringContent("hello");
        using HttpResponseMessage response = await client.PostAsync(
            new Uri("api", UriKind.Relative),
            body
        );

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _seen.ShouldBe(["Bearer old ", "Bearer old hello", "Bearer new hello"]);
    }

    [Fact]
    public async Task A_token_that_is_refused_again_is_not_tried_a_third_time()
    {
        string plugin = _folder.WriteScript(
            "plugin.sh",
            """echo "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"same\"}}" """
        );
        _accepts = _ => false;
        await using WireServer server = await StartAsync();
        using HttpClient client = Client(
            server,
            $"{{ exec: {{ apiVersion: client.authentication.k8s.io/v1, command: '{plugin}' }} }}"
        );

        using HttpResponseMessage response = await client.GetAsync(
            new Uri("api", UriKind.Relative)
        );

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_credential_that_cannot_be_had_is_a_request_that_failed()
    {
        await using WireServer server = await StartAsync();
        using HttpClient client = Client(server, "{ tokenFile: /no/such/token }");

        HttpRequestException failure = await Should.ThrowAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri("api", UriKind.Relative))
        );

        failure.Message.ShouldStartWith("/no/such/token");
        _seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plugins_certificate_is_presented_and_a_rotated_one_replaces_it()
    {
        WritePluginCertificate("first");
        string answer = Path.Combine(_folder.Path, "answer");
        string plugin = _folder.WriteScript("plugin.sh", $"cat '{answer}'");
        _accepts = _ => _seen.Count != 2;
        await using WireServer server = await StartAsync();
        using HttpClient client = Client(
            server,
            $"{{ exec: {{ apiVersion: client.authentication.k8s.io/v1, command: '{plugin}' }} }}"
        );
        await client.GetAsync(new Uri("api", UriKind.Relative));
        WritePluginCertificate("second");

        await client.GetAsync(new Uri("api", UriKind.Relative));

        _seen.ShouldBe(["CN=first ", "CN=first ", "CN=second "]);
    }

    private void WritePluginCertificate(string name)
    {
        (string certificate, string key) = _certificates.ForClient(name);
        var answer = new System.Text.Json.Nodes.JsonObject
        {
            ["apiVersion"] = "client.authentication.k8s.io/v1",
            ["kind"] = "ExecCredential",
            ["status"] = new System.Text.Json.Nodes.JsonObject
            {
                ["clientCertificateData"] = certificate,
                ["clientKeyData"] = key,
            },
        };
        _folder.Write("answer", answer.ToJsonString());
    }

    private Task<WireServer> StartAsync() =>
        WireServer.StartAsync(
            async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                string header = context.Request.Headers.Authorization.ToString();
                string who = context.Connection.ClientCertificate?.Subject ?? header;
                _seen.Add($"{who} {await reader.ReadToEndAsync()}");
                context.Response.StatusCode = _accepts(header) ? 200 : 401;
            },
            _certificates.ForServer("127.0.0.1")
        );

    private HttpClient Client(WireServer server, string user)
    {
        string authority = Configs.Base64(_certificates.AuthorityPem);
        string cluster =
            $"{{ server: 'https://127.0.0.1:{server.Port}', certificate-authority-data: {authority} }}";
        return Configs
            .Connect(_folder, Configs.Of(cluster, user))
            .CreateHttpClient(TimeProvider.System);
    }
}
