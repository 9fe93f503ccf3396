using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Resources.OnCall;

/// <summary>Usable terms, or every problem that keeps them from being so; never both.</summary>
internal sealed record OnCallPolicyMapping(OnCallTerms? Terms, IReadOnlyList<Problem> Problems)
{
    [MemberNotNullWhen(true, nameof(Terms))]
    public bool IsUsable => Terms is not null;
}
