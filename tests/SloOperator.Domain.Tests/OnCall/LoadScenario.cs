using NodaTime;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.OnCall;

/// <summary>
/// A window of four days that ends on Friday, 20 November 2026, at midnight UTC; ann has the first two days, bob the other two, by day and
/// by night. Times are given as (day of November, hour, minute).
/// </summary>
public abstract class LoadScenario
{
    private readonly List<Incident> _incidents = [];
    private readonly List<TimeRange> _covered = [new(On(1), On(20))];

    private protected IReadOnlyList<Shift> Shifts { get; set; } =
    [
        new("ann", On(8), On(10)),
        new("bob", On(10), On(12)),
        new("ann", On(12), On(14)),
        new("bob", On(14), On(16)),
        new("ann", On(16), On(18)),
        new("bob", On(18), On(20)),
        new("ann", On(20), On(22)),
    ];

    /// <summary>In place of the shifts, when it is set.</summary>
    private protected ShiftPlan? Schedule { get; set; }

    private protected DateTimeOffset KnownSince { get; set; } = On(1);

    private protected ReadFailure? Failure { get; set; }

    private protected LoadThresholds Thresholds { get; set; } =
        new(new Dictionary<LoadMetric, LoadThreshold>());

    private protected decimal MinimumCoverage { get; set; } = 0.9m;

    private protected static DateTimeOffset On(int day, int hour = 0, int minute = 0) =>
        new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    private protected void Page(
        DateTimeOffset at,
        string key = "api",
        int minutes = 10,
        int onsets = 1,
        string? responder = null
    ) => _incidents.Add(new Incident(key, at, at.AddMinutes(minutes), onsets, responder));

    private protected void StillOpen(DateTimeOffset since, string key = "api") =>
        _incidents.Add(new Incident(key, since, null, 1));

    private protected void CoveredOnly(params TimeRange[] ranges)
    {
        _covered.Clear();
        _covered.AddRange(ranges);
    }

    private protected LoadAssessment Assess() =>
        LoadAssessor.Assess(
            new OnCallPlan
            {
                Schedule = Schedule ?? new ExplicitShifts(Shifts),
                Hours = new HoursRule { Zone = DateTimeZone.Utc },
                Window = TimeSpan.FromDays(4),
                Thresholds = Thresholds,
                MinimumCoverage = MinimumCoverage,
            },
            new PageHistory
            {
                Incidents = [.. _incidents.OrderBy(incident => incident.Start)],
                UpperStarts = [.. _incidents.Select(incident => incident.Start).Order()],
                Known = new TimeRange(KnownSince, On(20)),
                Covered = _covered,
                Failure = Failure,
            }
        );

    private protected LoadFigures Figures() => Assess().Figures;
}
