using System.Globalization;
using SloOperator.Controllers.Policy;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>Writes what was found into the words of an OnCallPolicy's status; pure.</summary>
internal static class OnCallStatusBuilder
{
    /// <summary>The schema's limit: a status that exceeds it is refused as a whole.</summary>
    private const int LongestKey = 1024;

    public static OnCallPolicyStatus Build(
        OnCallTerms terms,
        LoadAssessment assessment,
        OnCallPolicyStatus? previous,
        DateTimeOffset now
    ) =>
        WithFigures(assessment) with
        {
            ObservedGeneration = terms.Generation,
            Source = terms.Source.Name,
            Shift = Describe(assessment.Figures.Current, terms),
            Conditions = Conditions(
                OnCallConditions.Of(terms, assessment),
                terms.Generation,
                previous,
                now
            ),
        };

    /// <summary>A spec that cannot be used has no figures; what cannot be asked for again is kept.</summary>
    public static OnCallPolicyStatus Invalid(
        IReadOnlyList<Problem> problems,
        long generation,
        OnCallPolicyStatus? previous,
        DateTimeOffset now
    ) =>
        new()
        {
            ObservedGeneration = generation,
            Summary = new LoadSummaryStatus { Load = nameof(LoadLevel.Unknown) },
            Webhook = previous?.Webhook,
            Tickets = previous?.Tickets,
            Policy = previous?.Policy,
            Conditions = Conditions(OnCallConditions.Invalid(problems), generation, previous, now),
        };

    /// <summary>What was decided of the load, and what became of it in the outbox.</summary>
    public static OnCallPolicyStatus Add(
        OnCallPolicyStatus status,
        LoadFindings findings,
        OnCallPolicyStatus? previous,
        DateTimeOffset now
    ) =>
        status with
        {
            Tickets = GateStatusBuilder.Lines(findings.Tickets),
            Policy = PolicyMemory.Write(findings.Decision.State),
            Conditions =
            [
                .. status.Conditions ?? [],
                PolicyConditions
                    .TicketsDelivered(findings.Tickets)
                    .After(previous?.Conditions, status.ObservedGeneration ?? 0, now),
            ],
        };

    private static List<Condition> Conditions(
        IEnumerable<ConditionFact> facts,
        long generation,
        OnCallPolicyStatus? previous,
        DateTimeOffset now
    ) => [.. facts.Select(fact => fact.After(previous?.Conditions, generation, now))];

    /// <summary>Of a source that never answered there are none: zero pages would be good news.</summary>
    private static OnCallPolicyStatus WithFigures(LoadAssessment assessment)
    {
        LoadFigures figures = assessment.Figures;
        if (assessment.Verdict is LoadVerdict.Stale && figures.Coverage == 0)
        {
            return new OnCallPolicyStatus
            {
                Summary = new LoadSummaryStatus { Load = nameof(LoadLevel.Unknown) },
            };
        }

        return new OnCallPolicyStatus
        {
            EvaluatedAt = figures.Window.End,
            Coverage = StatusText.Ratio(figures.Coverage),
            Window = new TimeRangeStatus { Start = figures.Window.Start, End = figures.Window.End },
            Incidents = new IncidentCountStatus
            {
                Lower = figures.ByHours.Total,
                Upper = figures.Upper,
            },
            ByHours = Describe(figures.ByHours),
            IncidentsPer12h = Rate(figures[LoadMetric.IncidentsPer12h]),
            ShiftsOverBudget = Ratio(figures[LoadMetric.ShiftsOverBudget]),
            OffHoursPerResponder30d = (long?)figures[LoadMetric.OffHoursPerResponder30d],
            SleepPagesPerShift = Rate(figures[LoadMetric.SleepPagesPerShift]),
            AlertsPerIncident = Rate(figures[LoadMetric.AlertsPerIncident]),
            TransientShare = Ratio(figures[LoadMetric.TransientShare]),
            RepeatsPer7d = (long?)figures[LoadMetric.RepeatsPer7d],
            OnCallShare = Ratio(figures[LoadMetric.OnCallShare]),
            MedianRestoreMinutes = figures[LoadMetric.MedianRestoreMinutes] is { } minutes
                ? StatusText.Minutes(minutes)
                : null,
            Trend = Describe(figures.Trend),
            TopRepeats = [.. figures.TopRepeats.Where(key => key.Key.Length > 0).Select(Describe)],
            Summary = new LoadSummaryStatus
            {
                Pages = figures.ByHours.Total,
                Load = Level(OnCallConditions.Summary(assessment)),
            },
        };
    }

    private static string Level(LoadLevel level) =>
        level is LoadLevel.Ok ? ConditionReasons.WithinLimit : level.ToString();

    private static HoursCountStatus Describe(HoursCounts counts) =>
        new()
        {
            Business = counts.Business,
            Off = counts.Off,
            Sleep = counts.Sleep,
            Uncovered = counts.Uncovered,
        };

    private static RepeatedKeyStatus Describe(RepeatedKey key) =>
        new()
        {
            Key = Cut(key.Key),
            Count = key.Count,
            Transient = key.Transient,
        };

    /// <summary>Never inside a character: half of one is no text.</summary>
    private static string Cut(string key) =>
        key.Length <= LongestKey ? key
        : char.IsHighSurrogate(key[LongestKey - 1]) ? key[..(LongestKey - 1)]
        : key[..LongestKey];

    private static LoadTrendStatus? Describe(LoadTrend? trend) =>
        trend is null
            ? null
            : new LoadTrendStatus
            {
                Previous = StatusText.Rate(trend.Previous),
                ChangePercent = trend.ChangePercent is { } change
                    ? Math.Round(change).ToString("0", CultureInfo.InvariantCulture)
                    : null,
            };

    private static ShiftStatus? Describe(ShiftLoad? current, OnCallTerms terms) =>
        current is null
            ? null
            : new ShiftStatus
            {
                Member = MemberNames.Show(current.Shift.Member, terms),
                Start = current.Shift.Start,
                End = current.Shift.End,
                Pages = current.Incidents,
            };

    private static string? Rate(decimal? rate) => rate is { } known ? StatusText.Rate(known) : null;

    private static string? Ratio(decimal? ratio) =>
        ratio is { } known ? StatusText.Ratio(known) : null;
}
