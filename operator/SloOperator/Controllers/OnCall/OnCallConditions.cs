using System.Globalization;
using SloOperator.Domain.OnCall;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>What the conditions of an OnCallPolicy say; pure. Unknown is never within limits, and nobody is named.</summary>
internal static class OnCallConditions
{
    /// <summary>A week and a day for the clock: longer shifts give nobody a rest. Ours; the SRE book asks for less.</summary>
    private static readonly TimeSpan LongestShift = TimeSpan.FromDays(8);

    private static readonly IReadOnlyList<LoadMetric> Noise =
    [
        .. LoadGroups.Noise,
        .. LoadGroups.Repeats,
    ];

    public static IEnumerable<ConditionFact> Of(OnCallTerms terms, LoadAssessment assessment) =>
        [
            new(ConditionTypes.Ready, true, ConditionReasons.Evaluated, "The load is evaluated."),
            DataFresh(assessment),
            ScheduleValid(terms, assessment),
            WithinLimit(ConditionTypes.LoadWithinLimit, LoadGroups.Pages, terms, assessment),
            WithinLimit(ConditionTypes.OffHoursWithinLimit, LoadGroups.OffHours, terms, assessment),
            NoisyAlerts(terms, assessment),
            RotationLargeEnough(terms, assessment),
        ];

    public static IEnumerable<ConditionFact> Invalid(IReadOnlyList<Problem> problems)
    {
        string[] unknown =
        [
            ConditionTypes.DataFresh,
            ConditionTypes.LoadWithinLimit,
            ConditionTypes.OffHoursWithinLimit,
            ConditionTypes.NoisyAlerts,
            ConditionTypes.RotationLargeEnough,
            ConditionTypes.TicketsDelivered,
        ];
        bool isSchedule = problems.Any(problem =>
            problem.Path.StartsWith("spec.schedule", StringComparison.Ordinal)
        );
        return
        [
            new(
                ConditionTypes.Ready,
                false,
                ConditionReasons.InvalidSpec,
                string.Join("\n", problems)
            ),
            new(
                ConditionTypes.ScheduleValid,
                isSchedule ? false : null,
                ConditionReasons.InvalidSpec,
                "The spec cannot be used; see Ready."
            ),
            .. unknown.Select(type => new ConditionFact(
                type,
                null,
                ConditionReasons.InvalidSpec,
                "The spec cannot be used; see Ready."
            )),
        ];
    }

    /// <summary>What of the load makes the summary.</summary>
    public static LoadLevel Summary(LoadAssessment assessment) =>
        assessment.Verdict is not LoadVerdict.Measured
        || assessment[LoadMetric.IncidentsPer12h] == LoadLevel.Unknown
            ? LoadLevel.Unknown
            : WorstKnown([.. LoadGroups.Pages, .. LoadGroups.OffHours], assessment);

    private static ConditionFact DataFresh(LoadAssessment assessment) =>
        assessment.Verdict switch
        {
            LoadVerdict.Measured => new ConditionFact(
                ConditionTypes.DataFresh,
                true,
                ConditionReasons.Covered,
                "Enough of the window is covered by data."
                    + (assessment.Message is { } warnings ? $"\n{warnings}" : "")
            ),
            LoadVerdict.LowCoverage => new ConditionFact(
                ConditionTypes.DataFresh,
                false,
                ConditionReasons.LowCoverage,
                assessment.Message!
            ),
            _ => new ConditionFact(
                ConditionTypes.DataFresh,
                false,
                ConditionReasons.Stale,
                assessment.Message!
            ),
        };

    private static ConditionFact ScheduleValid(OnCallTerms terms, LoadAssessment assessment)
    {
        if (assessment.Figures.Current is not null)
        {
            return new ConditionFact(
                ConditionTypes.ScheduleValid,
                true,
                ConditionReasons.OnShift,
                "Somebody is on shift."
            );
        }

        // A pager that does not answer tells no shifts either.
        return terms.Plan.Schedule is null && assessment.Verdict is LoadVerdict.Stale
            ? Unknown(ConditionTypes.ScheduleValid, assessment)
            : new ConditionFact(
                ConditionTypes.ScheduleValid,
                false,
                ConditionReasons.NobodyOnShift,
                "Nobody is on shift: pages are counted as uncovered; write a shift for now, or correct the rotation's start."
            );
    }

    private static ConditionFact WithinLimit(
        string type,
        IReadOnlyList<LoadMetric> metrics,
        OnCallTerms terms,
        LoadAssessment assessment
    )
    {
        // The first of them is known whenever there is anything to judge.
        if (assessment[metrics[0]] == LoadLevel.Unknown)
        {
            return Unknown(type, assessment);
        }

        return WorstKnown(metrics, assessment) switch
        {
            LoadLevel.OverLimit => new ConditionFact(
                type,
                false,
                ConditionReasons.OverLimit,
                Explain(metrics, terms, assessment)
            ),
            LoadLevel.Warn => new ConditionFact(
                type,
                true,
                ConditionReasons.NearLimit,
                Explain(metrics, terms, assessment)
            ),
            _ => new ConditionFact(
                type,
                true,
                ConditionReasons.WithinLimit,
                "Within what the policy allows."
            ),
        };
    }

    private static ConditionFact NoisyAlerts(OnCallTerms terms, LoadAssessment assessment)
    {
        if (assessment[LoadMetric.RepeatsPer7d] == LoadLevel.Unknown)
        {
            return Unknown(ConditionTypes.NoisyAlerts, assessment);
        }

        return WorstKnown(Noise, assessment) > LoadLevel.Unknown
            ? new ConditionFact(
                ConditionTypes.NoisyAlerts,
                true,
                ConditionReasons.Noisy,
                Explain(Noise, terms, assessment) + Worst(assessment.Figures)
            )
            : new ConditionFact(
                ConditionTypes.NoisyAlerts,
                false,
                ConditionReasons.Quiet,
                "No more noise than the policy allows."
            );
    }

    private static ConditionFact RotationLargeEnough(OnCallTerms terms, LoadAssessment assessment)
    {
        LoadFigures figures = assessment.Figures;
        if (figures.LongestShift > LongestShift)
        {
            return new ConditionFact(
                ConditionTypes.RotationLargeEnough,
                false,
                ConditionReasons.ShiftTooLong,
                FormattableString.Invariant(
                    $"A shift lasts {figures.LongestShift.Value.TotalDays:0.#} days; more than {LongestShift.TotalDays:0} give nobody a rest."
                )
            );
        }

        // Only the schedule is asked: it is known whatever Prometheus says.
        LoadLevel level = terms
            .Plan.Thresholds[LoadMetric.OnCallShare]
            .Judge(figures[LoadMetric.OnCallShare]);
        return level switch
        {
            LoadLevel.Unknown => Unknown(ConditionTypes.RotationLargeEnough, assessment),
            LoadLevel.Ok => new ConditionFact(
                ConditionTypes.RotationLargeEnough,
                true,
                ConditionReasons.EnoughMembers,
                "Nobody is on call too much of the time."
            ),
            _ => new ConditionFact(
                ConditionTypes.RotationLargeEnough,
                false,
                ConditionReasons.RotationTooSmall,
                $"{figures.Members.ToString(CultureInfo.InvariantCulture)} people share the rotation: "
                    + LoadMetricText.Exceeded(
                        LoadMetric.OnCallShare,
                        terms.Plan.Thresholds,
                        figures[LoadMetric.OnCallShare]!.Value
                    )
            ),
        };
    }

    private static ConditionFact Unknown(string type, LoadAssessment assessment) =>
        new(
            type,
            null,
            ConditionReasons.LoadUnknown,
            assessment.Verdict is LoadVerdict.Measured
                ? "Nobody was on shift in the covered part of the window."
                : "The data do not say; see DataFresh."
        );

    private static LoadLevel WorstKnown(
        IReadOnlyList<LoadMetric> metrics,
        LoadAssessment assessment
    ) =>
        metrics
            .Select(metric => assessment[metric])
            .Where(level => level != LoadLevel.Unknown)
            .DefaultIfEmpty(LoadLevel.Unknown)
            .Max();

    private static string Explain(
        IReadOnlyList<LoadMetric> metrics,
        OnCallTerms terms,
        LoadAssessment assessment
    ) =>
        string.Join(
            "\n",
            metrics
                .Where(metric => assessment[metric] > LoadLevel.Unknown)
                .Select(metric =>
                    LoadMetricText.Exceeded(
                        metric,
                        terms.Plan.Thresholds,
                        assessment.Figures[metric]!.Value
                    )
                )
        );

    private static string Worst(LoadFigures figures) =>
        figures.TopRepeats is [{ } top, ..]
            ? FormattableString.Invariant(
                $"\nmost frequent: {top.Key}, {top.Count} times, {top.Transient} of them over in less than five minutes"
            )
            : "";
}
