using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>Writes what was found into the words of a TeamSLO's status; pure.</summary>
internal static class TeamSloStatusBuilder
{
    public const string Unknown = "unknown";

    public static TeamSloStatus Build(
        TeamObjectives slo,
        TeamAssessment assessment,
        TeamSloStatus? previous,
        DateTimeOffset now
    ) =>
        new()
        {
            ObservedGeneration = slo.Generation,
            EvaluatedAt = assessment.EvaluatedAt,
            Summary = Summarise(assessment.Worst),
            Objectives = [.. assessment.Objectives.Select(Describe)],
            Conditions = Conditions(
                TeamSloConditions.Of(assessment),
                slo.Generation,
                previous,
                now
            ),
        };

    /// <summary>A spec that cannot be used has no figures: those of an earlier spec would be of something else.</summary>
    public static TeamSloStatus Invalid(
        IReadOnlyList<Problem> problems,
        long generation,
        TeamSloStatus? previous,
        DateTimeOffset now
    ) =>
        new()
        {
            ObservedGeneration = generation,
            Summary = new SummaryStatus { Budget = Unknown },
            Conditions = Conditions(TeamSloConditions.Invalid(problems), generation, previous, now),
        };

    private static List<Condition> Conditions(
        IEnumerable<ConditionFact> facts,
        long generation,
        TeamSloStatus? previous,
        DateTimeOffset now
    ) => [.. facts.Select(fact => fact.After(previous?.Conditions, generation, now))];

    private static SummaryStatus Summarise(Assessment worst) =>
        new()
        {
            Budget = worst.Figures is { } figures ? StatusText.Percent(figures.Remaining) : Unknown,
            BurnOneHour = worst.Figures is { } burning
                ? StatusText.Rate(burning.BurnOver(BurnWindow.OneHour))
                : null,
            WorstObjective = worst.Objective.Name,
            ExhaustionAt = WholeSecond(worst.Figures?.ExhaustionAt),
        };

    private static ObjectiveStatus Describe(Assessment assessment)
    {
        var status = new ObjectiveStatus
        {
            Name = assessment.Objective.Name,
            Verdict = assessment.Verdict.ToString(),
            Target = assessment.Objective.Target.ToString(),
            Message = assessment.Message,
        };
        return assessment.Figures is { } figures ? WithFigures(status, figures) : status;
    }

    private static ObjectiveStatus WithFigures(ObjectiveStatus status, BudgetFigures figures) =>
        status with
        {
            Sli = figures.Sli is { } sli ? StatusText.Ratio(sli) : null,
            BudgetRemaining = StatusText.Ratio(figures.Remaining),
            BudgetRemainingRaw = IsExcluding(figures)
                ? StatusText.Ratio(figures.RemainingRaw)
                : null,
            ExcludedMinutes = IsExcluding(figures)
                ? StatusText.Minutes((decimal)figures.Excluded.TotalMinutes)
                : null,
            BadEvents = StatusText.Count(figures.BadEvents),
            TotalEvents = StatusText.Count(figures.TotalEvents),
            BadEventsLeft = StatusText.Count(Math.Floor(figures.BadLeft)),
            MinutesLeft = figures.MinutesLeft is { } minutes ? StatusText.Minutes(minutes) : null,
            Burn = Burn([.. figures.Burn.Select(burn => StatusText.Rate(burn.Rate))]),
            ExhaustionAt = WholeSecond(figures.ExhaustionAt),
            Coverage = StatusText.Ratio(figures.Coverage),
            MeasuredSince = figures.MeasuredSince,
        };

    private static bool IsExcluding(BudgetFigures figures) => figures.Excluded > TimeSpan.Zero;

    /// <summary>In the order of <see cref="BurnWindow.All"/>.</summary>
    private static BurnStatus Burn(IReadOnlyList<string> rates) =>
        new()
        {
            FiveMinutes = rates[0],
            ThirtyMinutes = rates[1],
            OneHour = rates[2],
            TwoHours = rates[3],
            SixHours = rates[4],
            OneDay = rates[5],
            ThreeDays = rates[6],
        };

    private static DateTimeOffset? WholeSecond(DateTimeOffset? time) =>
        time is { } exact ? StatusText.WholeSecond(exact) : null;
}
