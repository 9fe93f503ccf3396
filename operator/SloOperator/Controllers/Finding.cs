namespace SloOperator.Controllers;

/// <summary>What was found of an object that is either usable or not.</summary>
/// <param name="Fact">Its condition Ready.</param>
/// <param name="AskAgain">When to look again without a change of the object; null: never.</param>
internal sealed record Finding(ConditionFact Fact, TimeSpan? AskAgain = null)
{
    public static readonly Finding Usable = new(
        new ConditionFact(ConditionTypes.Ready, true, ConditionReasons.Usable, "It can be used.")
    );

    public static Finding Of(IReadOnlyList<Resources.Problem> problems) =>
        problems.Count == 0
            ? Usable
            : new Finding(
                new ConditionFact(
                    ConditionTypes.Ready,
                    false,
                    ConditionReasons.InvalidSpec,
                    string.Join("\n", problems)
                )
            );
}
