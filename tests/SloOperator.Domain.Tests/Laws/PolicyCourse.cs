using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tests.Policy;

namespace SloOperator.Domain.Tests.Laws;

/// <summary>Plays a course step by step.</summary>
internal sealed class PolicyCourse(BudgetPolicy policy)
{
    private readonly PolicyStory _story = new(policy);
    private DateTimeOffset _evaluated = Given.Noon;
    private int _minute;

    public PolicyState State => _story.State;

    public IReadOnlyList<Assessment> Seen { get; private set; } = [];

    public PolicyDecision Play(PolicyStep step)
    {
        _minute += step.Minutes;
        _evaluated = step.IsNewEvaluation
            ? Given.Noon + Given.Minutes(_minute) + TimeSpan.FromTicks(7_654_321)
            : _evaluated;
        _story.Load = new LoadFact("primary", step.Load, _evaluated);
        Seen =
        [
            Judged("availability", step.Objectives.Availability),
            Judged("latency", step.Objectives.Latency),
        ];
        return Again();
    }

    /// <summary>On the same facts, but with the state that came of them.</summary>
    public PolicyDecision Again() => _story.Decide(_minute, [.. Seen]);

    public void Restart() => _story.Restart();

    private static Assessment Judged(
        string name,
        (decimal Remaining, decimal Burn, Verdict Verdict) seen
    )
    {
        Assessment burning = PolicyStory.BurnsOver(
            name,
            [.. BurnWindow.All.Select(window => (window, seen.Burn))]
        );
        return burning with
        {
            Verdict = seen.Verdict,
            Figures = burning.Figures! with { Remaining = seen.Remaining },
        };
    }
}
