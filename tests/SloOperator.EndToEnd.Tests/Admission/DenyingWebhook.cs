using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Admission;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Admission;

/// <summary>A webhook over TLS that denies what is called so, with certificates that it renews itself.</summary>
internal sealed class DenyingWebhook : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly ECDsa _authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DateTimeOffset _from = TimeProvider.System.GetUtcNow().AddDays(-1);
    private readonly X509Certificate2 _authority;
    private readonly WebApplication _app;
    private int _requests;

    private DenyingWebhook()
    {
        _authority = CreateAuthority();
        Renew();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        var certificate = new ReloadingCertificate(
            _folder.File("tls.crt"),
            _folder.File("tls.key"),
            _time,
            NullLogger<ReloadingCertificate>.Instance
        );
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Loopback,
                0,
                listener =>
                {
                    listener.Protocols = HttpProtocols.Http1;
                    certificate.Serve(listener);
                }
            )
        );
        _app = builder.Build();
        // A connection for each question: the API server would keep the first, and its certificate, for as long as it can.
        _app.Use(
            (context, next) =>
            {
                context.Response.Headers.Connection = "close";
                return next(context);
            }
        );
        _app.MapAdmission("/validate", Decide);
    }

    public Uri Url => new($"https://127.0.0.1:{new Uri(_app.Urls.Single()).Port}/validate");

    public string AuthorityPem => _authority.ExportCertificatePem();

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<DenyingWebhook> StartAsync()
    {
        var webhook = new DenyingWebhook();
        await webhook._app.StartAsync();
        return webhook;
    }

    /// <summary>Writes a new pair and lets the time pass after which it is read.</summary>
    public void Renew()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=webhook", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 issued = request.Create(
            _authority,
            _from,
            _from.AddDays(2),
            RandomNumberGenerator.GetBytes(8)
        );
        File.WriteAllText(_folder.File("tls.crt"), issued.ExportCertificatePem());
        File.WriteAllText(_folder.File("tls.key"), key.ExportPkcs8PrivateKeyPem());
        _time.Advance(ReloadingCertificate.RereadAfter);
    }

    /// <summary>The serial number that a new connection is given.</summary>
    public async Task<string> ServedSerialAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Url.Port);
        await using var stream = new SslStream(client.GetStream());
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(_authority);
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "127.0.0.1",
                CertificateChainPolicy = policy,
            }
        );
        return ((X509Certificate2)stream.RemoteCertificate!).SerialNumber;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _authority.Dispose();
        _authorityKey.Dispose();
        _folder.Dispose();
    }

    private AdmissionDecision Decide(AdmissionRequest request)
    {
        Interlocked.Increment(ref _requests);
        return request.Name switch
        {
            "denied" => AdmissionDecision.Deny("the budget is spent 😀 until 12/01", 409),
            "warned" => AdmissionDecision.Allow("the budget is nearly spent"),
            _ => AdmissionDecision.Allow(),
        };
    }

    private X509Certificate2 CreateAuthority()
    {
        var request = new CertificateRequest(
            "CN=webhook-ca",
            _authorityKey,
            HashAlgorithmName.SHA256
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(_from, _from.AddDays(2));
    }
}
