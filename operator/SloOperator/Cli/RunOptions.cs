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

    /// <summary>For whom tokens must be made with which the API is asked, in a cluster.</summary>
    public string ApiAudience { get; init; } = "slo-operator";

    /// <summary>Flagger's hooks need no token, for Flagger can send none.</summary>
    public bool FlaggerOpen { get; init; }

    /// <summary>Where the admission webhook is served, with TLS; null: it is not.</summary>
    public IPEndPoint? AdmissionListen { get; init; }

    /// <summary>A folder in which somebody else keeps tls.crt and tls.key for it; null: see <see cref="AdmissionService"/>.</summary>
    public string? AdmissionCertificate { get; init; }

    /// <summary>Name of the Service by which the API server calls it, and of its ValidatingWebhookConfiguration: the operator keeps a certificate for it.</summary>
    public string? AdmissionService { get; init; }

    /// <summary>One JSON object a line instead of text.</summary>
    public bool LogsAsJson { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>A file of levels by category, followed while the operator runs; null: <see cref="LogLevel"/> alone counts.</summary>
    public string? LogLevelsFile { get; init; }

    /// <summary>Ticket sinks may be at loopback and link-local addresses, and without TLS.</summary>
    public bool AllowPrivateSinks { get; init; }

    /// <summary>Keep a PrometheusRule for each TeamSLO; needs a cluster.</summary>
    public bool PrometheusRules { get; init; }
}
