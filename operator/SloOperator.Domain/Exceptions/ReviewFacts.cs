using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;

namespace SloOperator.Domain.Exceptions;

/// <summary>What the exceptions of one TeamSLO are held against.</summary>
/// <param name="Rules">Of its policy.</param>
/// <param name="Window">Of its budgets.</param>
/// <param name="Objectives">By name.</param>
public sealed record ReviewFacts(
    ExceptionRules Rules,
    BudgetWindow Window,
    IReadOnlyList<string> Objectives
);
