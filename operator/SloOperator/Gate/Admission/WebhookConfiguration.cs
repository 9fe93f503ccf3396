using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Gate.Admission;

/// <summary>A ValidatingWebhookConfiguration, as far as the operator keeps it: by which CA the API server knows the webhook.</summary>
internal sealed record WebhookConfiguration : IKubernetesObject
{
    public static ResourceDefinition<WebhookConfiguration> Definition { get; } =
        new(
            "admissionregistration.k8s.io",
            "v1",
            "ValidatingWebhookConfiguration",
            "validatingwebhookconfigurations",
            Namespaced: false,
            AdmissionKeepingJson.Default.WebhookConfiguration
        );

    [JsonPropertyName("apiVersion")]
    public string? ApiVersion { get; init; }

    [JsonPropertyName("kind")]
    public string? Kind { get; init; }

    [JsonPropertyName("metadata")]
    public ObjectMeta Metadata { get; init; } = new();

    [JsonPropertyName("webhooks")]
    public IReadOnlyList<Webhook>? Webhooks { get; init; }

    internal sealed record Webhook
    {
        [JsonPropertyName("clientConfig")]
        public ClientConfig? ClientConfig { get; init; }
    }

    internal sealed record ClientConfig
    {
        /// <summary>PEM in base64.</summary>
        [JsonPropertyName("caBundle")]
        public string? CaBundle { get; init; }
    }
}
