using System.Globalization;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Policy;

/// <summary>What decisions say to people; figures are so coarse that a sentence changes only when there is something to say.</summary>
internal static class PolicyText
{
    public static string Of(TierMatch match, LoadFact? load) =>
        match.Tier.When switch
        {
            TierCondition.BudgetBelow below => OfBudget(match, below),
            TierCondition.Burning burning => OfBurn(match, burning),
            _ =>
                $"The load of {load?.Policy} is {OfLevel(load?.Level)} in two evaluations in a row; tier {match.Tier.Name} {Verb(match.Tier)}.",
        };

    public static string Held(TierMatch match) =>
        $"{match.ObjectiveName} was at tier {match.Tier.Name} when it could last be judged; now {Lack(match.Objective!.Assessment)}.";

    public static string Unknown(IEnumerable<Assessment> objectives, GateDecision onUnknown) =>
        string.Join(
            "; ",
            objectives.Select(objective =>
                $"{objective.Objective.Name} cannot be judged: {Lack(objective)}"
            )
        ) + $"; onUnknown is {onUnknown}.";

    /// <summary>Without the words of the answer, which may differ every time: they are in DataFresh.</summary>
    public static string Lack(Assessment assessment) =>
        assessment.Verdict switch
        {
            Verdict.MetricAbsent => "its metric is absent",
            Verdict.Stale => "Prometheus gives no usable answer",
            Verdict.TooFewEvents => "it has fewer events than minimumEvents",
            _ => "what Prometheus holds cannot be its events",
        };

    /// <summary>With one decimal, down: what is below a level never reads as if it were at it.</summary>
    public static string Percent(decimal ratio) =>
        (Math.Floor(ratio * 1000) / 10).ToString(CultureInfo.InvariantCulture) + " %";

    /// <summary>As it was written: a level is the user's own number.</summary>
    public static string Level(decimal ratio) =>
        (ratio * 100).ToString("0.######", CultureInfo.InvariantCulture) + " %";

    public static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string OfBudget(TierMatch match, TierCondition.BudgetBelow below)
    {
        decimal remaining = match.Objective!.Assessment.Figures!.Remaining;
        string state =
            remaining < 0
                ? $"has overspent its budget by {Percent(-Math.Floor(remaining * 1000) / 1000)}"
                : $"has {Percent(remaining)} of its budget left";
        string bound = below.Remaining == 0 ? "at 0 %" : $"below {Level(below.Remaining)}";
        string clear = match.Tier.ClearAbove switch
        {
            { } level => $"at {Level(level)}",
            null when below.Remaining == 0 => "above 0 %",
            null => $"at {Level(below.Remaining)}",
        };
        return $"{match.ObjectiveName} {state}; tier {match.Tier.Name} {Verb(match.Tier)} {bound} and clears {clear}.";
    }

    private static string OfBurn(TierMatch match, TierCondition.Burning burning)
    {
        decimal rate = match.Objective!.Assessment.Figures!.BurnOver(burning.Long);
        string above = burning.Above.ToString("0.######", CultureInfo.InvariantCulture);
        return $"{match.ObjectiveName} has burned its budget {Times(rate)} times as fast as its window allows for {burning.Long.Name}, and still does; "
            + $"tier {match.Tier.Name} {Verb(match.Tier)} above {above} over {burning.Short.Name} and {burning.Long.Name}.";
    }

    private static string Times(decimal rate) =>
        (rate < 10 ? Math.Floor(rate * 10) / 10 : Math.Floor(rate)).ToString(
            CultureInfo.InvariantCulture
        );

    private static string OfLevel(LoadLevel? level) =>
        level is LoadLevel.OverLimit ? "over its limit" : "above its warning";

    private static string Verb(PolicyTier tier) =>
        tier.Gate switch
        {
            GateDecision.Deny => "denies",
            GateDecision.Warn => "warns",
            _ => "fires",
        };
}
