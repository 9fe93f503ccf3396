namespace SloOperator.Resources;

/// <summary>Null is "not written": defaults are applied by the mapping.</summary>
internal sealed record PrometheusEndpointSpec
{
    public string? Url { get; init; }

    /// <summary>$namespace and $team in a value stand for the asking TeamSLO's.</summary>
    public IReadOnlyDictionary<string, string?>? Headers { get; init; }

    public AuthSpec? Auth { get; init; }

    public TlsSpec? Tls { get; init; }

    /// <summary>Names or "*"; null is everybody, empty is nobody.</summary>
    public IReadOnlyList<string?>? AllowedNamespaces { get; init; }

    /// <summary>Label to value; $namespace and $team in a value stand for the asking TeamSLO's.</summary>
    public IReadOnlyDictionary<string, string?>? EnforcedMatchers { get; init; }

    /// <summary>A Prometheus duration, 0s … 15m; null is 30s.</summary>
    public string? EvaluationDelay { get; init; }

    public LimitsSpec? Limits { get; init; }
}
