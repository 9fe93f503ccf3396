using System.Text.Json.Serialization;

namespace SloOperator.Kubernetes.Auth;

/// <summary>What a plugin is told of the cluster when the kubeconfig says provideClusterInfo.</summary>
internal sealed record ExecClusterFacts
{
    [JsonPropertyName("server")]
    public required string Server { get; init; }

    [JsonPropertyName("tls-server-name")]
    public string? TlsServerName { get; init; }

    [JsonPropertyName("insecure-skip-tls-verify")]
    public bool Insecure { get; init; }

    [JsonPropertyName("certificate-authority-data")]
    public string? CertificateAuthorityBase64 { get; init; }

    [JsonPropertyName("proxy-url")]
    public string? ProxyUrl { get; init; }
}
