using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace SloOperator.Kubernetes.Auth;

/// <summary>Keeps a plugin's answer until shortly before it expires or the server refuses it; however many requests wait, the plugin runs once.</summary>
internal sealed class ExecProvider(
    Func<CancellationToken, Task<ExecCredentialJson.Answer>> run,
    ClientCertificate? certificate,
    TimeProvider time
) : ICredentialProvider, IDisposable
{
    private static readonly TimeSpan _longestSkew = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private volatile Held? _held;

    public async ValueTask<Credential> GetAsync(CancellationToken ct) =>
        Usable(_held) ?? await RunAsync(rejected: null, ct);

    public async ValueTask<Credential> RefreshAsync(Credential rejected, CancellationToken ct) =>
        await RunAsync(rejected, ct);

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<Credential> RunAsync(Credential? rejected, CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            if (Usable(_held) is { } other && !ReferenceEquals(other, rejected))
            {
                return other;
            }

            _held = Hold(await run(ct));
            return _held.Credential;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private Credential? Usable(Held? held) =>
        held is null || time.GetUtcNow() >= held.Until ? null : held.Credential;

    private Held Hold(ExecCredentialJson.Answer answer)
    {
        DateTimeOffset now = time.GetUtcNow();
        // A fifth of the lifetime, so that a token of 30 s is not asked for with every request.
        TimeSpan? skew = (answer.ExpirationTimestamp - now) / 5;
        DateTimeOffset until =
            answer.ExpirationTimestamp - (skew > _longestSkew ? _longestSkew : skew)
            ?? DateTimeOffset.MaxValue;
        return new Held(ToCredential(answer), until);
    }

    private Credential ToCredential(ExecCredentialJson.Answer answer) =>
        new(
            answer.Token is { Length: > 0 } token
                ? new AuthenticationHeaderValue("Bearer", token.Trim())
                : null,
            answer
                is {
                    ClientCertificateData: { Length: > 0 } pem,
                    ClientKeyData: { Length: > 0 } key
                }
                ? Certificate(pem, key)
                : certificate
        );

    private static ClientCertificate Certificate(string pem, string key)
    {
        try
        {
            return ClientCertificate.FromPem(pem, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KubeconfigException(
                "credential plugin: clientCertificateData and clientKeyData are not a PEM certificate and its key",
                e
            );
        }
    }

    private sealed record Held(Credential Credential, DateTimeOffset Until);
}
