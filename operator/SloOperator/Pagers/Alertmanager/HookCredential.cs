using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SloOperator.Pagers.Alertmanager;

/// <summary>What a caller shows to prove that it knows the policy's secret: the secret itself as a bearer token, or a signature of the body. No record, so that nothing prints it.</summary>
internal sealed class HookCredential
{
    public const string SignatureHeader = "X-Slo-Operator-Signature";

    private const string SignaturePrefix = "sha256=";

    private readonly byte[]? _tokenDigest;
    private readonly byte[] _signature;

    private HookCredential(byte[]? tokenDigest, byte[] signature)
    {
        _tokenDigest = tokenDigest;
        _signature = signature;
    }

    /// <summary>A signature can only be judged once the body is there; a token before.</summary>
    public bool NeedsBody => _tokenDigest is null;

    /// <summary>Null when there is neither, or none that can be read. A token goes before a signature.</summary>
    public static HookCredential? Of(IHeaderDictionary headers)
    {
        if (headers.Authorization.Count > 0)
        {
            return
                AuthenticationHeaderValue.TryParse(headers.Authorization, out var value)
                && value.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
                && value.Parameter is { Length: > 0 } token
                ? new HookCredential(Digest(token), [])
                : null;
        }

        return SignatureOf(headers[SignatureHeader].ToString()) is { } signature
            ? new HookCredential(null, signature)
            : null;
    }

    /// <summary>Takes as long for a wrong token as for a right one, whatever its length.</summary>
    public bool Proves(string secret, ReadOnlySpan<byte> body) =>
        _tokenDigest is { } digest
            ? CryptographicOperations.FixedTimeEquals(digest, Digest(secret))
            : CryptographicOperations.FixedTimeEquals(
                _signature,
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)
            );

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static byte[]? SignatureOf(string header)
    {
        if (!header.StartsWith(SignaturePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        byte[] signature = new byte[SHA256.HashSizeInBytes];
        string hex = header[SignaturePrefix.Length..];
        return
            hex.Length == 2 * signature.Length
            && Convert.FromHexString(hex, signature, out _, out _)
                == System.Buffers.OperationStatus.Done
            ? signature
            : null;
    }
}
