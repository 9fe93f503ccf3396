using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using SloOperator.Kubernetes.Tests.Runtime;

namespace SloOperator.Kubernetes.Tests.Auth;

public sealed class ProxyTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [SuppressMessage(
        "Reliability",
        "CA2025",
        Justification = "The tunnel is awaited, and ends with its connections."
    )]
    public async Task The_proxy_url_is_used_with_its_user()
    {
        var certificates = new TestCertificates();
        await using WireServer server = await WireServer.StartAsync(
            context => context.Response.WriteAsync("through"),
            certificates.ForServer("127.0.0.1")
        );
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<List<string>> tunnel = TunnelAsync(listener, server.Port);
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        string cluster =
            $"{{ server: 'https://127.0.0.1:{server.Port}', proxy-url: 'http://ann:pw@127.0.0.1:{port}', "
            + $"certificate-authority-data: {Configs.Base64(certificates.AuthorityPem)} }}";
        using HttpClient client = Configs
            .Connect(_folder, Configs.Of(cluster))
            .CreateHttpClient(TimeProvider.System);

        (await client.GetStringAsync(new Uri("api", UriKind.Relative))).ShouldBe("through");

        (await tunnel.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).ShouldBe([
            $"CONNECT 127.0.0.1:{server.Port} HTTP/1.1",
            $"CONNECT 127.0.0.1:{server.Port} HTTP/1.1 Basic {Configs.Base64("ann:pw")}",
        ]);
    }

    /// <summary>Asks for credentials first, then connects; returns what it was asked.</summary>
    [SuppressMessage(
        "Reliability",
        "CA2025",
        Justification = "The copies end with their connections."
    )]
    private static async Task<List<string>> TunnelAsync(TcpListener listener, int target)
    {
        List<string> asked = [];
        while (true)
        {
            TcpClient client = await listener.AcceptTcpClientAsync();
            NetworkStream stream = client.GetStream();
            string head = await ReadHeadAsync(stream);
            string? user = head.Split("\r\n")
                .FirstOrDefault(line =>
                    line.StartsWith("Proxy-Authorization: ", StringComparison.OrdinalIgnoreCase)
                );
            asked.Add($"{head.Split("\r\n")[0]} {user?[21..]}".TrimEnd());
            if (user is null)
            {
                await stream.WriteAsync(
                    "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray()
                );
                client.Dispose();
                continue;
            }

            var backend = new TcpClient();
            await backend.ConnectAsync(IPAddress.Loopback, target);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            _ = stream.CopyToAsync(backend.GetStream());
            _ = backend.GetStream().CopyToAsync(stream);
            return asked;
        }
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (
            !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && await stream.ReadAsync(one) == 1
        )
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
