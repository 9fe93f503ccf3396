using System.Text.Json.Serialization;

namespace SloOperator.Kubernetes.Auth;

/// <summary>The object that goes to a plugin in KUBERNETES_EXEC_INFO, and comes back on its standard output.</summary>
internal sealed class ExecCredentialJson
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public Question? Spec { get; init; }

    public Answer? Status { get; init; }

    public sealed class Question
    {
        public bool Interactive { get; init; }

        public ExecClusterFacts? Cluster { get; init; }
    }

    public sealed class Answer
    {
        /// <summary>Null: valid as long as the process lives, or until a 401.</summary>
        public DateTimeOffset? ExpirationTimestamp { get; init; }

        public string? Token { get; init; }

        public string? ClientCertificateData { get; init; }

        public string? ClientKeyData { get; init; }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ExecCredentialJson))]
internal sealed partial class ExecJsonContext : JsonSerializerContext;
