using System.Net;
using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Tests.Runtime;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Auth;

/// <summary>A client certificate in files that somebody renews while we run, against a real TLS server.</summary>
public sealed class CertificateFileTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly TestCertificates _certificates = new();
    private readonly ManualTimeProvider _clock = new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
    );
    private WireServer _server = null!;
    private Func<string?, bool> _accepts = _ => true;

    public async Task InitializeAsync() =>
        _server = await WireServer.StartAsync(
            context =>
            {
                string? name = context.Connection.ClientCertificate?.Subject;
                context.Response.StatusCode = _accepts(name) ? 200 : 401;
                context.Response.Headers["Seen"] =
                    $"{name} {context.Request.Headers.Authorization}".TrimEnd();
                return Task.CompletedTask;
            },
            _certificates.ForServer("127.0.0.1")
        );

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Renewed_files_are_presented_after_a_minute_and_not_before()
    {
        Renew("first");
        using HttpClient client = Client();
        (await SeenAsync(client)).ShouldBe("CN=first");
        Renew("second");

        _clock.Advance(TimeSpan.FromSeconds(59));
        (await SeenAsync(client)).ShouldBe("CN=first");

        _clock.Advance(TimeSpan.FromSeconds(1));
        (await SeenAsync(client)).ShouldBe("CN=second");
    }

    [Fact]
    public async Task A_refused_certificate_is_read_again_at_once()
    {
        Renew("first");
        using HttpClient client = Client();
        await SeenAsync(client);
        Renew("second");
        _accepts = name => name is "CN=second";

        (await SeenAsync(client)).ShouldBe("CN=second");
    }

    [Fact]
    public async Task A_refused_certificate_that_is_still_in_the_files_is_final()
    {
        Renew("first");
        using HttpClient client = Client();
        _accepts = _ => false;

        using HttpResponseMessage response = await client.GetAsync(
            new Uri("api", UriKind.Relative)
        );

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_pair_of_which_only_one_file_is_renewed_is_left_alone_until_the_other_is()
    {
        Renew("first");
        using HttpClient client = Client();
        await SeenAsync(client);
        (string certificate, string key) = _certificates.ForClient("second");
        _folder.Write("client.crt", certificate);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await SeenAsync(client)).ShouldBe("CN=first");

        _folder.Write("client.key", key);
        _clock.Advance(TimeSpan.FromMinutes(1));

        (await SeenAsync(client)).ShouldBe("CN=second");
    }

    [Fact]
    public async Task While_a_file_is_gone_the_last_pair_is_used()
    {
        Renew("first");
        using HttpClient client = Client();
        await SeenAsync(client);
        File.Delete(Path.Combine(_folder.Path, "client.key"));

        _clock.Advance(TimeSpan.FromMinutes(1));

        (await SeenAsync(client)).ShouldBe("CN=first");
    }

    [Fact]
    public async Task Files_that_did_not_change_keep_the_connection()
    {
        Renew("first");
        ICredentialProvider provider = Connection("").Credentials!.Open(_clock);
        Credential before = await provider.GetAsync(default);

        _clock.Advance(TimeSpan.FromMinutes(1));

        (await provider.GetAsync(default)).ShouldBeSameAs(before);
    }

    [Theory]
    [InlineData(", token: abc", "CN=first Bearer abc")]
    [InlineData(", username: ann, password: 'p:w'", "CN=first Basic YW5uOnA6dw==")]
    public async Task The_certificate_of_files_goes_beside_the_header(string user, string seen)
    {
        Renew("first");
        using HttpClient client = Client(user);

        (await SeenAsync(client)).ShouldBe(seen);
    }

    [Fact]
    public async Task A_token_file_beside_the_certificate_is_read_again_too()
    {
        Renew("first");
        string token = _folder.Write("token", "one");
        using HttpClient client = Client($", tokenFile: '{token}'");
        (await SeenAsync(client)).ShouldBe("CN=first Bearer one");
        _folder.Write("token", "two");
        Renew("second");

        _clock.Advance(TimeSpan.FromMinutes(1));

        (await SeenAsync(client)).ShouldBe("CN=second Bearer two");
    }

    private void Renew(string name)
    {
        (string certificate, string key) = _certificates.ForClient(name);
        _folder.Write("client.crt", certificate);
        _folder.Write("client.key", key);
    }

    private HttpClient Client(string user = "") => Connection(user).CreateHttpClient(_clock);

    private ClusterConnection Connection(string user)
    {
        string authority = Configs.Base64(_certificates.AuthorityPem);
        return Configs.Connect(
            _folder,
            Configs.Of(
                $"{{ server: 'https://127.0.0.1:{_server.Port}', certificate-authority-data: {authority} }}",
                $"{{ client-certificate: client.crt, client-key: client.key{user} }}"
            )
        );
    }

    private static async Task<string> SeenAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.GetAsync(
            new Uri("api", UriKind.Relative)
        );
        return response.Headers.GetValues("Seen").Single();
    }
}
