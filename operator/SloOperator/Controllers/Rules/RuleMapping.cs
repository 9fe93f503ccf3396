using System.Diagnostics.CodeAnalysis;
using SloOperator.Resources;
using SloOperator.Resources.Rules;

namespace SloOperator.Controllers.Rules;

/// <summary>The rules of a TeamSLO, or everything that cannot be a rule; never both.</summary>
internal sealed record RuleMapping(RuleGroups? Groups, IReadOnlyList<Problem> Problems)
{
    [MemberNotNullWhen(true, nameof(Groups))]
    public bool IsUsable => Groups is not null;
}
