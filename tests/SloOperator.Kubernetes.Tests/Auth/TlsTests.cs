using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using SloOperator.Kubernetes.Tests.Runtime;

namespace SloOperator.Kubernetes.Tests.Auth;

public sealed class TlsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_certificate_of_the_private_authority_for_this_address_is_accepted()
    {
        await using WireServer server = await StartAsync(_certificates.ForServer("127.0.0.1"));

        (await GetAsync(server)).ShouldContain("HTTP/2");
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused()
    {
        await using WireServer server = await StartAsync(
            _certificates.ForServer("other.example", "10.0.0.1")
        );

        (await RefusalAsync(server)).ShouldContain("RemoteCertificateNameMismatch");
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        await using WireServer server = await StartAsync(
            new TestCertificates().ForServer("127.0.0.1")
        );

        (await RefusalAsync(server)).ShouldContain("errors in the certificate chain");
    }

    [Fact]
    public async Task Without_a_private_authority_only_the_systems_roots_count()
    {
        await using WireServer server = await StartAsync(_certificates.ForServer("127.0.0.1"));

        (await RefusalAsync(server, trust: "")).ShouldContain("errors in the certificate chain");
    }

    [Fact]
    public async Task Insecure_accepts_anything()
    {
        await using WireServer server = await StartAsync(
            new TestCertificates().ForServer("other.example")
        );

        (await GetAsync(server, trust: ", insecure-skip-tls-verify: true")).ShouldContain("HTTP/2");
    }

    [Fact]
    public async Task The_tls_server_name_is_sent_and_compared()
    {
        await using WireServer server = await StartAsync(
            _certificates.ForServer("kubernetes.example")
        );

        string seen = await GetAsync(server, $"{Authority}, tls-server-name: kubernetes.example");

        seen.ShouldContain("sni=kubernetes.example");
    }

    [Fact]
    public async Task A_certificate_without_the_tls_server_name_is_refused()
    {
        await using WireServer server = await StartAsync(_certificates.ForServer("127.0.0.1"));

        string refusal = await RefusalAsync(
            server,
            $"{Authority}, tls-server-name: kubernetes.example"
        );

        refusal.ShouldContain("RemoteCertificateNameMismatch");
    }

    [Fact]
    public async Task The_client_certificate_is_presented()
    {
        (string certificate, string key) = _certificates.ForClient("operator");
        string user =
            $"{{ client-certificate-data: {Configs.Base64(certificate)}, client-key-data: {Configs.Base64(key)} }}";
        await using WireServer server = await StartAsync(_certificates.ForServer("127.0.0.1"));

        (await GetAsync(server, user: user)).ShouldContain("client=CN=operator");
    }

    [Fact]
    public async Task A_redirect_is_handed_back_and_not_followed()
    {
        await using WireServer server = await WireServer.StartAsync(
            context =>
            {
                context.Response.Redirect("https://elsewhere.invalid/");
                return Task.CompletedTask;
            },
            _certificates.ForServer("127.0.0.1")
        );
        using HttpClient client = Client(server, Authority, "{ token: t }");

        using HttpResponseMessage response = await client.GetAsync(
            new Uri("api", UriKind.Relative)
        );

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using WireServer server = await WireServer.StartAsync(
            context =>
            {
                context.Response.Cookies.Append("seen", "1");
                return context.Response.WriteAsync($"cookies={context.Request.Cookies.Count}");
            },
            _certificates.ForServer("127.0.0.1")
        );
        using HttpClient client = Client(server, Authority, "{}");
        await client.GetStringAsync(new Uri("api", UriKind.Relative));

        (await client.GetStringAsync(new Uri("api", UriKind.Relative))).ShouldBe("cookies=0");
    }

    [Fact]
    public async Task The_credential_is_sent_to_no_other_origin()
    {
        await using WireServer server = await StartAsync(_certificates.ForServer("127.0.0.1"));
        using HttpClient client = Client(server, Authority, "{ token: t }");

        await Should.ThrowAsync<InvalidOperationException>(() =>
            client.GetStringAsync(new Uri($"https://localhost:{server.Port}/"))
        );
    }

    private string Authority =>
        $", certificate-authority-data: {Configs.Base64(_certificates.AuthorityPem)}";

    private static Task<WireServer> StartAsync(X509Certificate2 certificate) =>
        WireServer.StartAsync(
            context =>
            {
                object? name = context
                    .Features.Get<IConnectionItemsFeature>()
                    ?.Items[WireServer.SniKey];
                string? client = context.Connection.ClientCertificate?.Subject;
                return context.Response.WriteAsync(
                    $"{context.Request.Protocol} sni={name} client={client}"
                );
            },
            certificate
        );

    private async Task<string> RefusalAsync(WireServer server, string? trust = null)
    {
        HttpRequestException refusal = await Should.ThrowAsync<HttpRequestException>(() =>
            GetAsync(server, trust)
        );
        return refusal.InnerException.ShouldBeOfType<AuthenticationException>().Message;
    }

    private async Task<string> GetAsync(WireServer server, string? trust = null, string user = "{}")
    {
        using HttpClient client = Client(server, trust ?? Authority, user);
        return await client.GetStringAsync(new Uri("api", UriKind.Relative));
    }

    private HttpClient Client(WireServer server, string trust, string user) =>
        Configs
            .Connect(
                _folder,
                Configs.Of($"{{ server: 'https://127.0.0.1:{server.Port}'{trust} }}", user)
            )
            .CreateHttpClient(TimeProvider.System);
}
