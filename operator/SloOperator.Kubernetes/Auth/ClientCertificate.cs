using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SloOperator.Kubernetes.Auth;

/// <summary>A client certificate, its key and the intermediates to send with it.</summary>
internal sealed class ClientCertificate
{
    private ClientCertificate(SslStreamCertificateContext context) => Context = context;

    public SslStreamCertificateContext Context { get; }

    /// <summary>The first certificate is the leaf, the others go along as intermediates.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">No certificate, no key, or a key of another certificate.</exception>
    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The context owns the certificate for the life of the process."
    )]
    public static ClientCertificate FromPem(string certificate, string key)
    {
        X509Certificate2 leaf = X509Certificate2.CreateFromPem(certificate, key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificate);
        chain.RemoveAt(0);
        return new ClientCertificate(
            SslStreamCertificateContext.Create(Storable(leaf), chain, offline: true)
        );
    }

    // Windows' TLS cannot use a key that lives in memory only.
    private static X509Certificate2 Storable(X509Certificate2 leaf) =>
        OperatingSystem.IsWindows()
            ? X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null)
            : leaf;
}
