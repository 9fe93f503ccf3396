namespace SloOperator.Kubernetes.Auth;

/// <summary>A file that somebody else renews.</summary>
/// <param name="path">Absolute.</param>
/// <param name="fallback">Used until the file can be read, null for none.</param>
/// <param name="certificate">Sent beside the token.</param>
internal sealed class TokenFileSource(string path, string? fallback, ClientCertificate? certificate)
    : CredentialSource
{
    public override ICredentialProvider Open(TimeProvider time) =>
        new TokenFileProvider(path, fallback, certificate, time);
}
