using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Controllers.OnCall;

/// <summary>
/// The words that scenarios of on-call load are written in. Noon is Friday, 20 November 2026; ann, bob, cat and dan take turns on Mondays at
/// 09:00 UTC, and the window is four weeks: bob is on shift until the 23rd, ann was the week before him.
/// </summary>
internal static class GivenLoad
{
    public static readonly ResourceName Primary = new("payments", "primary");

    /// <summary>Eight weeks up to noon: this window and the one before it.</summary>
    public static readonly TimeRange Known = new(Given.Noon - TimeSpan.FromDays(56), Given.Noon);

    public static OnCallPolicy Policy(
        string fields = "",
        long generation = 1,
        string name = "primary"
    )
    {
        string alerts = fields.Contains("source:", StringComparison.Ordinal)
            ? ""
            : "source: {prometheus: {selector: 'severity=\"page\"'}}";
        string schedule = fields.Contains("schedule:", StringComparison.Ordinal)
            ? ""
            : "schedule: {timeZone: UTC, rotation: {type: Weekly, handoff: 'Mon 09:00', start: '2026-01-05', members: [ann, bob, cat, dan]}}";
        OnCallPolicy policy = Given
            .Manifest(
                ManifestKinds.OnCallPolicy,
                $"""
                apiVersion: slo-operator.dev/v1alpha1
                kind: OnCallPolicy
                metadata: {"{"}name: {name}, namespace: payments{"}"}
                spec:
                  team: payments
                  criticality: high
                  window: 28d
                  {alerts}
                  {schedule}
                  {fields}
                """
            )
            .Value!;
        return policy with
        {
            Metadata = policy.Metadata with { Generation = generation, Uid = "uid-" + name },
        };
    }

    public static OnCallTerms Terms(string fields = "", long generation = 1) =>
        new OnCallPolicyMapper(
            _ => Decoded<PrometheusEndpoint>.FromValue(Given.Endpoint()),
            _ => null
        )
            .Map(Policy(fields, generation))
            .Terms.ShouldNotBeNull();

    /// <summary>One in business hours of bob's, one off hours and one in the sleep of ann's; six in the window before, all of them by day.</summary>
    public static PageHistory Quiet() =>
        History([
            Page("2026-10-05T10:00:00Z", "a"),
            Page("2026-10-06T10:00:00Z", "b"),
            Page("2026-10-07T10:00:00Z", "c"),
            Page("2026-10-08T10:00:00Z", "d"),
            Page("2026-10-09T10:00:00Z", "e"),
            Page("2026-10-12T10:00:00Z", "f"),
            Page("2026-11-11T19:00:00Z", "HighLatency/web", minutes: 10, onsets: 2),
            Page("2026-11-12T03:00:00Z", "DiskFull/db", minutes: 20),
            Page("2026-11-18T10:00:00Z", "HighLatency/api", minutes: 30),
        ]) with
        {
            UpperStarts =
            [
                Given.At("2026-11-11T19:00:00Z"),
                Given.At("2026-11-11T19:06:00Z"),
                Given.At("2026-11-12T03:00:00Z"),
                Given.At("2026-11-18T10:00:00Z"),
            ],
        };

    /// <summary>Known and covered for the whole time.</summary>
    public static PageHistory History(IReadOnlyList<Incident> incidents) =>
        new()
        {
            Incidents = incidents,
            UpperStarts = [.. incidents.Select(incident => incident.Start)],
            Known = Known,
            Covered = [Known],
        };

    public static Incident Page(string at, string key, int minutes = 10, int onsets = 1) =>
        new(key, Given.At(at), Given.At(at).AddMinutes(minutes), onsets);

    public static ReadFailure Failure(string reason = "connection refused") =>
        new(Given.Noon + Given.Minutes(1), reason);

    /// <summary>A load with nothing to complain of but for what is given.</summary>
    public static LoadAssessment Measured(
        params ReadOnlySpan<(LoadMetric Metric, decimal? Figure)> figures
    ) => Judge(LoadVerdict.Measured, null, figures);

    public static LoadAssessment Judge(
        LoadVerdict verdict,
        string? message,
        params ReadOnlySpan<(LoadMetric Metric, decimal? Figure)> figures
    )
    {
        Dictionary<LoadMetric, decimal?> all = Enum.GetValues<LoadMetric>()
            .ToDictionary(metric => metric, _ => (decimal?)0);
        foreach ((LoadMetric metric, decimal? figure) in figures)
        {
            all[metric] = figure;
        }

        return new LoadAssessment(
            verdict,
            Figures(all),
            all.ToDictionary(
                pair => pair.Key,
                pair =>
                    verdict is LoadVerdict.Measured
                        ? LoadThresholds.Default[pair.Key].Judge(pair.Value)
                        : LoadLevel.Unknown
            ),
            message
        );
    }

    private static LoadFigures Figures(IReadOnlyDictionary<LoadMetric, decimal?> metrics) =>
        new()
        {
            Window = new TimeRange(Given.Noon - TimeSpan.FromDays(28), Given.Noon),
            Coverage = 1,
            ByHours = new HoursCounts(4, 3, 2, 1),
            Upper = 12,
            Metrics = metrics,
            TopRepeats = [],
            Trend = null,
            Current = new ShiftLoad(
                new Shift(
                    "bob",
                    Given.At("2026-11-16T09:00:00Z"),
                    Given.At("2026-11-23T09:00:00Z")
                ),
                1
            ),
            Members = 4,
            LongestShift = TimeSpan.FromDays(7),
        };
}
