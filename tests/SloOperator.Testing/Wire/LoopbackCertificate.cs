using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SloOperator.Testing.Wire;

/// <summary>A self-signed certificate for 127.0.0.1; who trusts it trusts nothing else.</summary>
public static class LoopbackCertificate
{
    public static X509Certificate2 Create()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=scripted-server", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddDays(2));
    }

    /// <summary>One as a pair of PEM files, tls.crt and tls.key, as a mounted Secret has them; returns the certificate's PEM.</summary>
    public static async Task<string> WriteAsync(string folder)
    {
        using X509Certificate2 certificate = Create();
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        string pem = certificate.ExportCertificatePem();
        await File.WriteAllTextAsync(Path.Combine(folder, "tls.crt"), pem);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "tls.key"),
            key.ExportPkcs8PrivateKeyPem()
        );
        return pem;
    }

    /// <summary>Trust in the certificate of a PEM file and in no other.</summary>
    public static X509ChainPolicy TrustOnly(string file)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }
}
