using System.Security.Cryptography;

namespace SloOperator.Kubernetes.Auth;

/// <summary>A client certificate in files that somebody else renews, read again every minute; the last pair that fits together stays in use.</summary>
internal sealed class CertificateFiles(Func<(string Certificate, string Key)> read)
{
    private static readonly TimeSpan _rereadAfter = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private (string Certificate, string Key) _pem;
    private ClientCertificate? _current;
    private long _readAt;

    /// <summary>The same instance for as long as the files hold the same.</summary>
    /// <param name="time">Measures the minute.</param>
    /// <param name="now">True: the server refused the one in use.</param>
    /// <exception cref="KubeconfigException">There never was a pair.</exception>
    public ClientCertificate Get(TimeProvider time, bool now = false)
    {
        lock (_gate)
        {
            if (_current is null || now || time.GetElapsedTime(_readAt) >= _rereadAfter)
            {
                _readAt = time.GetTimestamp();
                _current = Read();
            }

            return _current;
        }
    }

    private ClientCertificate Read()
    {
        try
        {
            (string Certificate, string Key) pem = read();
            if (_current is not null && pem == _pem)
            {
                return _current;
            }

            var certificate = ClientCertificate.FromPem(pem.Certificate, pem.Key);
            _pem = pem;
            return certificate;
        }
        // One file may be written before the other; the next look finds both.
        catch (Exception e)
            when (_current is not null
                && e is KubeconfigException or CryptographicException or ArgumentException
            )
        {
            return _current;
        }
    }
}
