using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.Exceptions;

namespace SloOperator.Resources.Exceptions;

/// <summary>Usable terms, or every problem that the spec alone shows; never both.</summary>
internal sealed record BudgetExceptionMapping(
    ExceptionTerms? Terms,
    IReadOnlyList<Problem> Problems
)
{
    [MemberNotNullWhen(true, nameof(Terms))]
    public bool IsUsable => Terms is not null;
}
