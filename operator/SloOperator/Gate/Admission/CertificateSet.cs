using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SloOperator.Gate.Admission;

/// <summary>A certificate authority of its own and a serving certificate made by it, all PEM. A class, so that nothing prints the keys.</summary>
internal sealed class CertificateSet
{
    /// <summary>The API server is told of a new authority at once, so that it need not be changed often.</summary>
    public static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3650);

    public static readonly TimeSpan ServingLife = TimeSpan.FromDays(90);

    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Backdated = TimeSpan.FromMinutes(10);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private CertificateSet() { }

    public required string AuthorityCertificate { get; init; }

    public required string AuthorityKey { get; init; }

    public required string Certificate { get; init; }

    public required string Key { get; init; }

    /// <summary>Null: a part is missing or cannot be used.</summary>
    public static CertificateSet? Read(Func<string, string?> find)
    {
        if (
            find("ca.crt") is not { } authority
            || find("ca.key") is not { } authorityKey
            || find("tls.crt") is not { } certificate
            || find("tls.key") is not { } key
        )
        {
            return null;
        }

        try
        {
            using var ca = X509Certificate2.CreateFromPem(authority, authorityKey);
            using var serving = X509Certificate2.CreateFromPem(certificate, key);
            return new CertificateSet
            {
                AuthorityCertificate = authority,
                AuthorityKey = authorityKey,
                Certificate = certificate,
                Key = key,
            };
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What is still good of the one before is kept.</summary>
    /// <param name="before">Null: there is none.</param>
    /// <param name="host">The name by which the API server calls.</param>
    /// <param name="now">Its life begins a little before.</param>
    public static CertificateSet Renew(CertificateSet? before, string host, DateTimeOffset now)
    {
        using X509Certificate2 authority =
            before is not null && LeftOf(before.AuthorityCertificate, now) > 2 * ServingLife
                ? X509Certificate2.CreateFromPem(before.AuthorityCertificate, before.AuthorityKey)
                : NewAuthority(host, now);
        using ECDsa authorityKey = authority.GetECDsaPrivateKey()!;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 serving = NewServing(authority, key, host, now);
        return new CertificateSet
        {
            AuthorityCertificate = authority.ExportCertificatePem(),
            AuthorityKey = authorityKey.ExportPkcs8PrivateKeyPem(),
            Certificate = serving.ExportCertificatePem(),
            Key = key.ExportPkcs8PrivateKeyPem(),
        };
    }

    /// <summary>A third of its life is left, or it is for another host.</summary>
    public bool IsDue(string host, DateTimeOffset now)
    {
        using var serving = X509Certificate2.CreateFromPem(Certificate);
        return serving.NotAfter.ToUniversalTime() - now.UtcDateTime < ServingLife / 3
            || !serving.MatchesHostname(host);
    }

    public IReadOnlyDictionary<string, string?> ToSecret() =>
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ca.crt"] = AuthorityCertificate,
            ["ca.key"] = AuthorityKey,
            ["tls.crt"] = Certificate,
            ["tls.key"] = Key,
        };

    private static TimeSpan LeftOf(string certificate, DateTimeOffset now)
    {
        using var read = X509Certificate2.CreateFromPem(certificate);
        return read.NotAfter.ToUniversalTime() - now.UtcDateTime;
    }

    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The certificate owns its key and is disposed by the caller."
    )]
    private static X509Certificate2 NewAuthority(string host, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Short(host)}-ca", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(true, true, 0, critical: true)
        );
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(
                X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature,
                critical: true
            )
        );
        request.CertificateExtensions.Add(
            new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false)
        );
        return request.CreateSelfSigned(now - Backdated, now + AuthorityLife);
    }

    private static X509Certificate2 NewServing(
        X509Certificate2 authority,
        ECDsa key,
        string host,
        DateTimeOffset now
    )
    {
        var request = new CertificateRequest($"CN={Short(host)}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(false, false, 0, critical: true)
        );
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true)
        );
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false)
        );
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                authority,
                includeKeyIdentifier: true,
                includeIssuerAndSerial: false
            )
        );
        return request.Create(
            authority,
            now - Backdated,
            now + ServingLife,
            RandomNumberGenerator.GetBytes(16)
        );
    }

    /// <summary>A common name has at most 64 characters; what counts is the alternative name.</summary>
    private static string Short(string host) => host.Split('.')[0];
}
