namespace SloOperator.Prometheus.Wire;

/// <summary>What every answer of the HTTP API is wrapped in.</summary>
internal sealed record Envelope<T>
    where T : class
{
    public string? Status { get; init; }

    public T? Data { get; init; }

    public string? ErrorType { get; init; }

    public string? Error { get; init; }

    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>VictoriaMetrics' way to say that a storage node did not answer.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The first warning that means missing data, null when there is none. From 2.48 until 3.0 remarks on an expression stood among the warnings too.</summary>
    public string? PartialBecause =>
        Warnings?.FirstOrDefault(warning =>
            warning is not null && !warning.StartsWith("PromQL info:", StringComparison.Ordinal)
        )
        ?? (IsPartial ? "a storage node did not answer" : null);
}
