using System.Net.Http.Headers;

namespace SloOperator.Kubernetes.Auth;

/// <summary>Reads the token again every minute, and at once after a 401; the last token that could be read stays in use.</summary>
internal sealed class TokenFileProvider(
    string path,
    string? fallback,
    ClientCertificate? certificate,
    TimeProvider time
) : ICredentialProvider
{
    private static readonly TimeSpan _rereadAfter = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private Credential? _current;
    private long _readAt;

    public ValueTask<Credential> GetAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            bool fresh = _current is not null && time.GetElapsedTime(_readAt) < _rereadAfter;
            return ValueTask.FromResult(fresh ? _current! : Read());
        }
    }

    public ValueTask<Credential> RefreshAsync(Credential rejected, CancellationToken ct)
    {
        lock (_gate)
        {
            // Another request may have read the new token since this one was sent.
            return ValueTask.FromResult(
                ReferenceEquals(rejected, _current) ? Read() : _current ?? Read()
            );
        }
    }

    private Credential Read()
    {
        _readAt = time.GetTimestamp();
        string token = ReadToken();
        if (!string.Equals(_current?.Authorization?.Parameter, token, StringComparison.Ordinal))
        {
            _current = new Credential(new AuthenticationHeaderValue("Bearer", token), certificate);
        }

        return _current!;
    }

    private string ReadToken()
    {
        try
        {
            string token = File.ReadAllText(path).Trim();
            return token.Length > 0 ? token : LastToken(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return LastToken(e);
        }
    }

    private string LastToken(Exception? cause) =>
        _current?.Authorization?.Parameter
        ?? fallback
        ?? throw new KubeconfigException(
            $"{path}: {cause?.Message ?? "the token file is empty"}; the API server's token must be there",
            cause
        );
}
