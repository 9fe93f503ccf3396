using SloOperator.Http;

namespace SloOperator.Prometheus;

/// <summary>What an endpoint's certificate is checked against.</summary>
/// <param name="CaSecret">The secret whose key ca.crt holds the only roots trusted, in PEM; null: the system's roots.</param>
/// <param name="ServerName">The name the certificate must carry; null: the URL's host.</param>
internal sealed record EndpointTls(string? CaSecret, string? ServerName)
{
    public const string CaKey = "ca.crt";

    public static EndpointTls Default { get; } = new(null, null);

    public SecretKey? Ca => CaSecret is null ? null : new SecretKey(CaSecret, CaKey);
}
