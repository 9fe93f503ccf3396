using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Exceptions;

/// <summary>The BudgetExceptions that were accepted, as those need them who count and decide. Answers come from memory.</summary>
internal interface IExceptions
{
    /// <summary>What is excluded or open of this TeamSLO is another now, or may be.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    event Action<ResourceName>? Changed;

    /// <summary>Completes when all that there are were read; before, none is known to be missing.</summary>
    Task Synced { get; }

    /// <summary>Time of the window whose events of the objective do not count, whole also where the window cuts it; in order, without overlaps.</summary>
    IReadOnlyList<ExcludedTime> ExclusionsOf(ResourceName slo, string objective, TimeRange window);

    /// <summary>GateOverrides in force; by name.</summary>
    /// <param name="slo">Whose.</param>
    /// <param name="now">When.</param>
    /// <param name="reference">What is to be shipped: one that it has used already is in force for it also when it is used up. Null: nothing in particular.</param>
    IReadOnlyList<OverrideFact> OverridesOf(
        ResourceName slo,
        DateTimeOffset now,
        string? reference = null
    );

    /// <summary>Tells what an exclusion gives back, for its status.</summary>
    /// <param name="exception">Name and namespace of the BudgetException.</param>
    /// <param name="objective">Whose budget.</param>
    /// <param name="share">A ratio of the whole budget.</param>
    void ReportReturned(ResourceName exception, string objective, decimal share);

    /// <summary>Counts a use of a GateOverride, durably, before the gate opens; the same reference counts once. False: it is not in force, or not any more.</summary>
    Task<bool> RecordUseAsync(ResourceName exception, ExceptionUse use, CancellationToken ct);
}
