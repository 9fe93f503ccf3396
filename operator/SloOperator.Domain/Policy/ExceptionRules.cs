namespace SloOperator.Domain.Policy;

/// <summary>What a policy asks of a BudgetException.</summary>
/// <param name="MaxDuration">The longest span from start to end.</param>
/// <param name="ApproverGroups">One of these must approve; empty: anybody may.</param>
/// <param name="ApproverMayBeRequester">Whether one may approve one's own.</param>
public sealed record ExceptionRules(
    TimeSpan MaxDuration,
    IReadOnlyList<string> ApproverGroups,
    bool ApproverMayBeRequester
)
{
    /// <summary>Thirty days at most, approved by anybody but the one who asks.</summary>
    public static readonly ExceptionRules Default = new(
        TimeSpan.FromDays(30),
        ApproverGroups: [],
        ApproverMayBeRequester: false
    );
}
