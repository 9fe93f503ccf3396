namespace SloOperator.Kubernetes.Auth;

/// <summary>A credential plugin as the kubeconfig describes it.</summary>
internal sealed record ExecPlugin
{
    /// <summary>client.authentication.k8s.io/v1 or /v1beta1; the plugin's answer must be of the same version.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>A name looked up in PATH, or an absolute path.</summary>
    public required string Command { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Added to our own environment.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    public string? InstallHint { get; init; }

    /// <summary>Null unless provideClusterInfo is true.</summary>
    public ExecClusterFacts? Cluster { get; init; }

    /// <summary>Half of what an impatient caller waits; a plugin that asks the user something never ends otherwise.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
