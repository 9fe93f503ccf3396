using System.Net.Security;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using SloOperator.Kubernetes.Auth;

namespace SloOperator.Kubernetes.Admission;

/// <summary>
/// A server certificate and its key in PEM files that somebody else renews, such as a mounted Secret. New connections get what the files
/// held at most <see cref="RereadAfter"/> ago; a pair that cannot be used, or whose halves do not belong together yet, leaves the last
/// good one in place.
/// </summary>
public sealed partial class ReloadingCertificate
{
    /// <summary>The files are read again by the first connection after this time.</summary>
    public static readonly TimeSpan RereadAfter = TimeSpan.FromSeconds(10);

    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private SslStreamCertificateContext _current;
    private (string Certificate, string Key) _seen;
    private long _readAt;

    /// <param name="certificateFile">The certificate first, then its intermediates, which are sent along.</param>
    /// <param name="keyFile">The key, not encrypted.</param>
    /// <param name="time">Measures <see cref="RereadAfter"/>.</param>
    /// <param name="log">Told of every new pair, and of one that cannot be used.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CryptographicException">The files hold no certificate and key that belong together.</exception>
    public ReloadingCertificate(
        string certificateFile,
        string keyFile,
        TimeProvider time,
        ILogger<ReloadingCertificate> log
    )
    {
        (_certificateFile, _keyFile, _time, _log) = (certificateFile, keyFile, time, log);
        _seen = ReadFiles();
        _current = Load(_seen);
        _readAt = time.GetTimestamp();
    }

    /// <summary>For a connection that begins now.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_gate)
            {
                if (_time.GetElapsedTime(_readAt) >= RereadAfter)
                {
                    _readAt = _time.GetTimestamp();
                    Reread();
                }

                return _current;
            }
        }
    }

    /// <summary>TLS with this certificate on every connection of the listener.</summary>
    public void Serve(ListenOptions listener) =>
        listener.UseHttps(
            new TlsHandshakeCallbackOptions
            {
                OnConnection = _ =>
                    ValueTask.FromResult(
                        new SslServerAuthenticationOptions { ServerCertificateContext = Current }
                    ),
            }
        );

    private void Reread()
    {
        try
        {
            (string, string) found = ReadFiles();
            if (found == _seen)
            {
                return;
            }

            _seen = found;
            _current = Load(found);
            LogRenewed(_log, _certificateFile, _current.TargetCertificate.NotAfter);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            LogKept(_log, _certificateFile, _keyFile, e.Message);
        }
    }

    private (string Certificate, string Key) ReadFiles() =>
        (File.ReadAllText(_certificateFile), File.ReadAllText(_keyFile));

    private static SslStreamCertificateContext Load((string Certificate, string Key) pem)
    {
        try
        {
            return ClientCertificate.FromPem(pem.Certificate, pem.Key).Context;
        }
        catch (ArgumentException e)
        {
            // How the base library says it of elliptic curves.
            throw new CryptographicException("The key is not that of the certificate.", e);
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "The certificate of {File} was renewed and is valid until {NotAfter}"
    )]
    private static partial void LogRenewed(ILogger log, string file, DateTime notAfter);

    [LoggerMessage(
        LogLevel.Warning,
        "The certificate of {CertificateFile} and {KeyFile} cannot be used, the one before is served on: {Reason}"
    )]
    private static partial void LogKept(
        ILogger log,
        string certificateFile,
        string keyFile,
        string reason
    );
}
