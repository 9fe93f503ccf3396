using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SloOperator.Kubernetes.Auth;

/// <summary>Which server certificates are accepted: chain and name are both always checked, unless the user asked for neither.</summary>
/// <param name="Authorities">Null: the system's roots; otherwise these alone.</param>
/// <param name="ServerName">The name the certificate must have, null for that of the URL.</param>
/// <param name="Insecure">No check at all.</param>
internal sealed record ServerTrust(
    X509Certificate2Collection? Authorities,
    string? ServerName,
    bool Insecure
)
{
    public static ServerTrust System { get; } = new(null, null, false);

    /// <summary>All certificates of a bundle.</summary>
    /// <exception cref="CryptographicException">There is no certificate in <paramref name="pem"/>.</exception>
    public static X509Certificate2Collection ReadAuthorities(string pem)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        return authorities.Count > 0
            ? authorities
            : throw new CryptographicException("no certificate found");
    }

    public SslClientAuthenticationOptions ToSslOptions(ClientCertificate? client) =>
        new()
        {
            CertificateChainPolicy = Authorities is null ? null : PrivateRoots(Authorities),
            ClientCertificateContext = client?.Context,
#pragma warning disable CA5359 // Only where the kubeconfig says insecure-skip-tls-verify.
            RemoteCertificateValidationCallback = Insecure ? static (_, _, _, _) => true : null,
#pragma warning restore CA5359
        };

    // A chain policy leaves the comparison of names to SslStream; a validation callback would have to repeat it.
    private static X509ChainPolicy PrivateRoots(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // Cluster authorities publish no revocation lists, and the policy's default is to ask for one.
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
