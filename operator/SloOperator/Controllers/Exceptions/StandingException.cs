using SloOperator.Domain.Exceptions;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;

namespace SloOperator.Controllers.Exceptions;

/// <summary>A BudgetException and what was decided of it.</summary>
internal sealed record StandingException
{
    private readonly ExceptionTerms? _terms;

    /// <param name="exception">As loaded.</param>
    /// <param name="slo">Whom it is for.</param>
    /// <param name="terms">As written; null: they cannot be used.</param>
    /// <param name="problems">Empty: it is accepted.</param>
    public StandingException(
        BudgetException exception,
        ResourceName slo,
        ExceptionTerms? terms,
        IReadOnlyList<Problem> problems
    )
    {
        Exception = exception;
        Slo = slo;
        _terms = terms;
        Problems = problems;
    }

    public BudgetException Exception { get; init; }

    public ResourceName Slo { get; }

    /// <summary>Those that hold; null: it has no effect.</summary>
    public ExceptionTerms? Terms => Problems.Count == 0 && !IsUndecided ? _terms : null;

    /// <summary>Those of the exception itself.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>Its TeamSLO cannot be used, so that there is nothing to hold it against.</summary>
    public bool IsUndecided { get; init; }
}
