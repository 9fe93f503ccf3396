using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Resources;

/// <summary>Usable objectives, or every problem that keeps them from being so; never both.</summary>
internal sealed record TeamSloMapping(TeamObjectives? Objectives, IReadOnlyList<Problem> Problems)
{
    [MemberNotNullWhen(true, nameof(Objectives))]
    public bool IsUsable => Objectives is not null;
}
