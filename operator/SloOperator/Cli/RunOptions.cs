using System.Net;

namespace SloOperator.Cli;

/// <summary>How the operator runs: against a cluster, or on a folder of manifests when <see cref="Standalone"/> is set.</summary>
internal sealed record RunOptions
{
    /// <summary>Null: KUBECONFIG, the pod's own service account, or ~/.kube/config, in this order.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Null: the kubeconfig's current context.</summary>
    public string? Context { get; init; }

    /// <summary>Empty: all namespaces.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Stands in for the PrometheusEndpoint named <c>default</c> while there is none; null: nothing does.</summary>
    public Uri? PrometheusUrl { get; init; }

    /// <summary>Where /metrics, /healthz and /readyz are served; port 0 takes a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8080);

    /// <summary>Only one replica works at a time.</summary>
    public bool LeaderElect { get; init; } = true;

    /// <summary>Where the operator's own Secrets, Lease and Events are.</summary>
    public string? OperatorNamespace { get; init; }

    /// <summary>The folder of manifests; null: a cluster.</summary>
    public string? Standalone { get; init; }

    /// <summary>Ticket sinks may be at loopback and link-local addresses, and without TLS.</summary>
    public bool AllowPrivateSinks { get; init; }

    /// <summary>Keep a PrometheusRule for each TeamSLO; needs a cluster.</summary>
    public bool PrometheusRules { get; init; }
}
