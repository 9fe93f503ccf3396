using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using SloOperator.Prometheus;

namespace SloOperator.Tests.Prometheus.Client;

public sealed class PrometheusClientTlsTests : IDisposable
{
    private readonly X509Certificate2 _certificate = SelfSigned("prom.example");

    [Fact]
    public async Task The_endpoints_own_root_and_name_are_trusted()
    {
        await using FakePrometheus server = await StartAsync();
        using Asking asking = Asking(server, "prom.example", _certificate.ExportCertificatePem());

        (await asking.QueryAsync()).ShouldBeOfType<QueryAnswer.Answered>();
    }

    [Fact]
    public async Task Another_name_than_the_certificates_is_not_trusted()
    {
        await using FakePrometheus server = await StartAsync();
        using Asking asking = Asking(server, "other.example", _certificate.ExportCertificatePem());

        (await asking.FailureAsync()).ShouldStartWith("endpoint default, query: TLS: ");
    }

    [Fact]
    public async Task Another_root_of_the_same_name_is_not_trusted()
    {
        await using FakePrometheus server = await StartAsync();
        using X509Certificate2 other = SelfSigned("prom.example");
        using Asking asking = Asking(server, "prom.example", other.ExportCertificatePem());

        (await asking.FailureAsync()).ShouldStartWith("endpoint default, query: TLS: ");
    }

    [Theory]
    [InlineData("no certificate", "holds no PEM certificate")]
    [InlineData(
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "holds a certificate that cannot be read"
    )]
    public async Task Roots_that_cannot_be_read_are_named_by_their_secret(
        string pem,
        string problem
    )
    {
        await using FakePrometheus server = await StartAsync();
        using Asking asking = Asking(server, "prom.example", pem);

        (await asking.FailureAsync()).ShouldBe(
            $"endpoint default, query: key ca.crt of secret prom-ca {problem}"
        );
    }

    public void Dispose() => _certificate.Dispose();

    private static Asking Asking(FakePrometheus server, string name, string pem)
    {
        var asking = new Asking(
            server.Url,
            options => options with { Tls = new EndpointTls("prom-ca", name) }
        );
        asking.Secrets["prom-ca", "ca.crt"] = pem;
        return asking;
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private Task<FakePrometheus> StartAsync() =>
        FakePrometheus.StartAsync(
            context =>
            {
                context.Response.ContentType = "application/json";
                return context.Response.WriteAsync(FakePrometheus.Empty);
            },
            listen => listen.UseHttps(_certificate)
        );
}
