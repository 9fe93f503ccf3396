using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Admission;
using SloOperator.Kubernetes.Tests.Auth;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Admission;

public sealed class ReloadingCertificateTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestCertificates _authority = new();
    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task New_connections_get_the_renewed_certificate_and_open_ones_go_on()
    {
        (string Certificate, string Key) first = Issue();
        (string Certificate, string Key) second = Issue();
        Write(first);
        ReloadingCertificate certificate = Open();
        await using Webhook webhook = await Webhook.StartAsync(
            _ => AdmissionDecision.Allow(),
            certificate.Serve
        );
        using SslStream open = await ConnectAsync(webhook.Url);

        Write(second);
        _time.Advance(ReloadingCertificate.RereadAfter);
        using SslStream renewed = await ConnectAsync(webhook.Url);

        Served(open).ShouldBe(ThumbprintOf(first));
        Served(renewed).ShouldBe(ThumbprintOf(second));
        (await AskAsync(open)).ShouldStartWith("HTTP/1.1 400");
        (await AskAsync(renewed)).ShouldStartWith("HTTP/1.1 400");
    }

    [Fact]
    public void A_certificate_whose_key_is_not_there_yet_waits_for_it()
    {
        (string Certificate, string Key) first = Issue();
        (string Certificate, string Key) second = Issue();
        Write(first);
        ReloadingCertificate certificate = Open();

        File.WriteAllText(At("tls.crt"), second.Certificate);
        _time.Advance(ReloadingCertificate.RereadAfter);
        Thumbprint(certificate).ShouldBe(ThumbprintOf(first));

        File.WriteAllText(At("tls.key"), second.Key);
        _time.Advance(ReloadingCertificate.RereadAfter);
        Thumbprint(certificate).ShouldBe(ThumbprintOf(second));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB")]
    [InlineData(null)]
    public void A_broken_or_missing_file_leaves_the_last_good_pair_in_place(string? broken)
    {
        (string Certificate, string Key) first = Issue();
        (string Certificate, string Key) second = Issue();
        Write(first);
        ReloadingCertificate certificate = Open();

        File.Delete(At("tls.crt"));
        if (broken is not null)
        {
            File.WriteAllText(At("tls.crt"), broken);
        }

        _time.Advance(ReloadingCertificate.RereadAfter);
        Thumbprint(certificate).ShouldBe(ThumbprintOf(first));

        Write(second);
        _time.Advance(ReloadingCertificate.RereadAfter);
        Thumbprint(certificate).ShouldBe(ThumbprintOf(second));
    }

    [Fact]
    public void The_files_are_not_read_for_every_connection()
    {
        (string Certificate, string Key) first = Issue();
        Write(first);
        ReloadingCertificate certificate = Open();
        Write(Issue());

        _time.Advance(ReloadingCertificate.RereadAfter - TimeSpan.FromSeconds(1));

        Thumbprint(certificate).ShouldBe(ThumbprintOf(first));
    }

    [Fact]
    public void At_the_start_a_pair_that_does_not_belong_together_is_an_error()
    {
        Write((Issue().Certificate, Issue().Key));

        Should.Throw<CryptographicException>(Open);
    }

    private static string Thumbprint(ReloadingCertificate certificate) =>
        certificate.Current.TargetCertificate.Thumbprint;

    private static string Served(SslStream stream) =>
        ((X509Certificate2)stream.RemoteCertificate!).Thumbprint;

    private static string ThumbprintOf((string Certificate, string Key) pair)
    {
        using var certificate = X509Certificate2.CreateFromPem(pair.Certificate);
        return certificate.Thumbprint;
    }

    private async Task<SslStream> ConnectAsync(Uri server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        var stream = new SslStream(client.GetStream());
        using var authority = X509Certificate2.CreateFromPem(_authority.AuthorityPem);
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "127.0.0.1",
                CertificateChainPolicy = Trusting(authority),
            }
        );
        return stream;
    }

    private static X509ChainPolicy Trusting(X509Certificate2 authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(authority);
        return policy;
    }

    /// <summary>The first line of the answer to a request that is no review.</summary>
    private static async Task<string> AskAsync(SslStream stream)
    {
        await stream.WriteAsync(
            "POST /validate HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray()
        );
        using var reader = new StreamReader(stream, leaveOpen: true);
        return (await reader.ReadLineAsync())!;
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private (string Certificate, string Key) Issue()
    {
        using X509Certificate2 issued = _authority.ForServer("127.0.0.1");
        using ECDsa key = issued.GetECDsaPrivateKey()!;
        return (issued.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private void Write((string Certificate, string Key) pair)
    {
        File.WriteAllText(At("tls.crt"), pair.Certificate);
        File.WriteAllText(At("tls.key"), pair.Key);
    }

    private ReloadingCertificate Open() =>
        new(At("tls.crt"), At("tls.key"), _time, NullLogger<ReloadingCertificate>.Instance);
}
