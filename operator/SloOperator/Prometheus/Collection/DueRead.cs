using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Collection;

/// <summary>One objective's stretch of time that is due.</summary>
/// <param name="Objective">Whose ledger is fed.</param>
/// <param name="Queries">As they are written now; a latency objective's can change with its bucket boundaries.</param>
/// <param name="Tenant">In whose name.</param>
/// <param name="Span">What to read.</param>
internal sealed record DueRead(
    TrackedObjective Objective,
    IndicatorQueries Queries,
    Tenant Tenant,
    ReadSpan Span
)
{
    /// <summary>True when the expression was refused before: it must not cost others a bisection again.</summary>
    public bool IsAlone { get; init; }

    /// <summary>How many times the request is to be halved, because it was too much for the endpoint before.</summary>
    public int Halvings { get; init; }
}
