using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Exceptions;

internal sealed record BudgetExceptionStatus
{
    public long? ObservedGeneration { get; init; }

    /// <summary>An ExceptionPhase by name; null: it was refused.</summary>
    public string? Phase { get; init; }

    /// <summary>The share of the whole budget that an exclusion gives back now, of the objective that it gives most; a decimal.</summary>
    public string? BudgetReturned { get; init; }

    /// <summary>How often an override was used.</summary>
    public int? Uses { get; init; }

    /// <summary>The latest of them, latest last.</summary>
    public IReadOnlyList<ExceptionUseStatus>? UsedBy { get; init; }

    /// <summary>Of the spec that was accepted, to notice where no server kept it from being changed.</summary>
    public string? SpecDigest { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
