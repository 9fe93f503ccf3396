namespace SloOperator.Kubernetes.Auth;

/// <summary>Adds a client certificate from files to what another source hands out; that source's own certificate comes first.</summary>
/// <param name="files">Renewed by somebody else.</param>
/// <param name="inner">Null when the certificate is all there is.</param>
internal sealed class CertificateFileSource(CertificateFiles files, CredentialSource? inner)
    : CredentialSource
{
    public override ICredentialProvider Open(TimeProvider time) =>
        new CertificateFileProvider(
            files,
            (inner ?? new StaticSource(null, null)).Open(time),
            time
        );
}
