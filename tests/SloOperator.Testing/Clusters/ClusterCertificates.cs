using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SloOperator.Testing.Clusters;

/// <summary>One certificate authority for the API server's own certificate and for its clients, as files that kube-apiserver reads.</summary>
internal sealed class ClusterCertificates : IDisposable
{
    private readonly ECDsa _authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    public ClusterCertificates(Func<string, string> file)
    {
        CertificateRequest request = new(
            "CN=slo-operator-test-ca",
            _authorityKey,
            HashAlgorithmName.SHA256
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(
                X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
                true
            )
        );
        request.CertificateExtensions.Add(
            new X509SubjectKeyIdentifierExtension(request.PublicKey, false)
        );
        (DateTimeOffset from, DateTimeOffset to) = Validity();
        _authority = request.CreateSelfSigned(from, to);
        AuthorityFile = Write(file, "ca.crt", _authority.ExportCertificatePem());
        using ECDsa serving = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ServingCertificateFile = Write(
            file,
            "serving.crt",
            Sign(ServingRequest(serving)).ExportCertificatePem()
        );
        ServingKeyFile = Write(file, "serving.key", serving.ExportECPrivateKeyPem());
        using ECDsa accounts = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ServiceAccountKeyFile = Write(
            file,
            "service-accounts.key",
            accounts.ExportECPrivateKeyPem()
        );
    }

    public string AuthorityFile { get; }

    public string ServingCertificateFile { get; }

    public string ServingKeyFile { get; }

    public string ServiceAccountKeyFile { get; }

    /// <summary>A certificate and key (PEM) that the API server takes for the user, a member of the groups.</summary>
    public (string Certificate, string Key) IssueClient(string user, IReadOnlyList<string> groups)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X500DistinguishedNameBuilder name = new();
        name.AddCommonName(user);
        foreach (string group in groups)
        {
            name.AddOrganizationName(group);
        }

        using X509Certificate2 certificate = Sign(Request(name.Build(), key, "1.3.6.1.5.5.7.3.2"));
        return (certificate.ExportCertificatePem(), key.ExportECPrivateKeyPem());
    }

    /// <summary>Trusts this authority alone, and only for the host that was asked for.</summary>
    public SslClientAuthenticationOptions ClientOptions()
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(_authority);
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }

    public void Dispose()
    {
        _authority.Dispose();
        _authorityKey.Dispose();
    }

    private static CertificateRequest ServingRequest(ECDsa key)
    {
        CertificateRequest request = Request(
            new X500DistinguishedName("CN=kube-apiserver"),
            key,
            "1.3.6.1.5.5.7.3.1"
        );
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static CertificateRequest Request(X500DistinguishedName name, ECDsa key, string purpose)
    {
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true)
        );
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(purpose)], false)
        );
        return request;
    }

    // Within the authority's own life, however much later than it the certificate is asked for.
    private X509Certificate2 Sign(CertificateRequest request)
    {
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, true, false)
        );
        return request.Create(
            _authority,
            new DateTimeOffset(_authority.NotBefore),
            new DateTimeOffset(_authority.NotAfter),
            RandomNumberGenerator.GetBytes(8)
        );
    }

    private static (DateTimeOffset From, DateTimeOffset To) Validity()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return (now.AddHours(-1), now.AddDays(2));
    }

    private static string Write(Func<string, string> file, string name, string content)
    {
        File.WriteAllText(file(name), content);
        return file(name);
    }
}
