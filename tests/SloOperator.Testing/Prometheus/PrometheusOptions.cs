namespace SloOperator.Testing.Prometheus;

public sealed record PrometheusOptions
{
    /// <summary>Kept after dispose; null: a new folder that goes with the server.</summary>
    public string? DataFolder { get; init; }

    /// <summary>So long that no old history of a test is deleted.</summary>
    public string Retention { get; init; } = "10y";

    /// <summary>host:port of what it scrapes at /metrics; none: it only answers from its data.</summary>
    public IReadOnlyList<string> ScrapeTargets { get; init; } = [];

    public TimeSpan ScrapeInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Null: as Prometheus has it, a minute.</summary>
    public TimeSpan? EvaluationInterval { get; init; }

    /// <summary>The YAML of a rule file; null: none.</summary>
    public string? Rules { get; init; }

    /// <summary>Of alerts that it sends, and of what others read from it.</summary>
    public IReadOnlyDictionary<string, string> ExternalLabels { get; init; } =
        new Dictionary<string, string>();

    /// <summary>host:port of each.</summary>
    public IReadOnlyList<string> Alertmanagers { get; init; } = [];

    /// <summary>Servers whose samples, also the newest, it answers with beside its own.</summary>
    public IReadOnlyList<Uri> RemoteReads { get; init; } = [];

    /// <summary>--web.enable-lifecycle: POST /-/reload and /-/quit.</summary>
    public bool EnableLifecycle { get; init; }

    /// <summary>--enable-feature, such as native-histograms.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Added after all other flags.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
