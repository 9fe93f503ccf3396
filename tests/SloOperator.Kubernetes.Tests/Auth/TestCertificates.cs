using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SloOperator.Kubernetes.Tests.Auth;

/// <summary>A certificate authority that lives as long as a test.</summary>
internal sealed class TestCertificates
{
    // TLS compares with the real clock; an issued certificate must not outlive its issuer.
    private static readonly DateTimeOffset _notBefore = TimeProvider.System.GetUtcNow().AddDays(-1);
    private static readonly DateTimeOffset _notAfter = _notBefore.AddDays(2);

    private readonly X509Certificate2 _authority = CreateAuthority();

    public string AuthorityPem => _authority.ExportCertificatePem();

    public X509Certificate2 ForServer(params string[] namesAndAddresses)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (string name in namesAndAddresses)
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(name);
            }
        }

        return Issue("CN=server", names.Build(), "1.3.6.1.5.5.7.3.1");
    }

    public (string Certificate, string Key) ForClient(string name)
    {
        using X509Certificate2 certificate = Issue($"CN={name}", null, "1.3.6.1.5.5.7.3.2");
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 CreateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(
            $"CN=authority {Guid.NewGuid():N}",
            key,
            HashAlgorithmName.SHA256
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true)
        );
        return request.CreateSelfSigned(_notBefore, _notAfter);
    }

    private X509Certificate2 Issue(string subject, X509Extension? names, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(usage)], false)
        );
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        using X509Certificate2 issued = request.Create(
            _authority,
            _notBefore,
            _notAfter,
            RandomNumberGenerator.GetBytes(8)
        );
        return issued.CopyWithPrivateKey(key);
    }
}
