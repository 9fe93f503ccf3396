namespace SloOperator.Kubernetes.Auth;

/// <summary>Puts the certificate of the files beside the header of another provider; as long as neither changes it is the same credential.</summary>
internal sealed class CertificateFileProvider(
    CertificateFiles files,
    ICredentialProvider inner,
    TimeProvider time
) : ICredentialProvider, IDisposable
{
    private volatile Pair? _last;

    public async ValueTask<Credential> GetAsync(CancellationToken ct) =>
        Join(await inner.GetAsync(ct), files.Get(time));

    public async ValueTask<Credential> RefreshAsync(Credential rejected, CancellationToken ct)
    {
        Pair? last = _last;
        // Another request may have got the newer one since this one was sent.
        return ReferenceEquals(rejected, last?.Joined)
            ? Join(await inner.RefreshAsync(last!.Inner, ct), files.Get(time, now: true))
            : await GetAsync(ct);
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private Credential Join(Credential from, ClientCertificate certificate)
    {
        ClientCertificate chosen = from.Certificate ?? certificate;
        Pair? last = _last;
        if (
            last is null
            || !ReferenceEquals(last.Inner, from)
            || !ReferenceEquals(last.Joined.Certificate, chosen)
        )
        {
            last = new Pair(from, new Credential(from.Authorization, chosen));
            _last = last;
        }

        return last.Joined;
    }

    private sealed record Pair(Credential Inner, Credential Joined);
}
