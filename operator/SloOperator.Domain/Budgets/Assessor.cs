using System.Globalization;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>Budgets, burn and forecasts as functions of ledger, objective and time; no clock, no memory of the last call.</summary>
public static class Assessor
{
    /// <summary>What float addition may lose; more bad than this above total is not rounding.</summary>
    private const double Rounding = 1e-6;

    public static Assessment Assess(Objective objective, BudgetWindow window, Reading reading) =>
        Assess(objective, window, reading, []);

    /// <summary>The verdict is on all that was measured, for an exclusion that is under way is not an absent metric; the figures are of what counts.</summary>
    /// <param name="objective">What was promised.</param>
    /// <param name="window">Over which time.</param>
    /// <param name="reading">What was measured.</param>
    /// <param name="excluded">In any order; may overlap.</param>
    public static Assessment Assess(
        Objective objective,
        BudgetWindow window,
        Reading reading,
        IReadOnlyList<ExcludedTime> excluded
    )
    {
        BudgetLedger ledger = reading.Ledger;
        if (ledger.LastMeasured is not { } end)
        {
            return NeverMeasured(objective, reading);
        }

        WindowSpan span = window.SpanAt(end);
        var windows = new SummedWindows(ledger, span.End);
        if (reading.Unusable is null && FindExcess(reading, span, windows) is { } excess)
        {
            return new Assessment(objective, Verdict.Inconsistent, excess, null);
        }

        if (ReturnedBudget.Find(objective, reading, span, excluded) is not { } returned)
        {
            var measured = new BudgetArithmetic(objective, ledger, span, windows);
            return Judge(
                objective,
                reading,
                windows.Raw(span.Elapsed),
                measured.Figures(reading.Live)
            );
        }

        SummedWindows counted = windows.Without(returned.Events);
        var arithmetic = new BudgetArithmetic(objective, ledger, span, counted);
        BudgetFigures figures = arithmetic.Figures(reading.Live) with
        {
            Returned = returned.ByException(arithmetic, windows.Raw(span.Elapsed)),
        };
        return Judge(objective, reading, windows.Raw(span.Elapsed), figures) with
        {
            IsExclusionPending = counted.IsPending,
        };
    }

    private static Assessment NeverMeasured(Objective objective, Reading reading)
    {
        (Verdict verdict, string message) = reading switch
        {
            { Unusable: { } problem } => (Verdict.Inconsistent, problem),
            { Failure: { } failure } => (Verdict.Stale, $"never read: {failure.Reason}"),
            { Nonsense: { } seen } => (Verdict.Inconsistent, seen),
            { Ledger.ReadThrough: null } => (Verdict.Stale, "Prometheus has not answered yet"),
            _ => (Verdict.MetricAbsent, "the total was never seen: no series matches its selector"),
        };
        return new Assessment(objective, verdict, message, null);
    }

    private static Assessment Judge(
        Objective objective,
        Reading reading,
        WindowSums measured,
        BudgetFigures figures
    )
    {
        BudgetLedger ledger = reading.Ledger;
        DateTimeOffset end = figures.EvaluatedAt;
        bool absentNow =
            end < ledger.ReadThrough || reading.Live is { Counts: null } live && live.End > end;
        (Verdict verdict, string? message, bool known) = reading switch
        {
            { Unusable: { } problem } => (Verdict.Inconsistent, problem, false),
            { Failure: { } failure } => (
                Verdict.Stale,
                $"since {Utc(failure.Since)}: {failure.Reason}",
                true
            ),
            { Nonsense: { } seen } => (Verdict.Inconsistent, seen, false),
            _ when absentNow => (
                Verdict.MetricAbsent,
                $"the total is absent since {Utc(end)}",
                true
            ),
            _ => JudgeEvents(objective, measured, figures),
        };
        return new Assessment(objective, verdict, message, known ? figures : null);
    }

    private static (Verdict Verdict, string? Message, bool Known) JudgeEvents(
        Objective objective,
        WindowSums measured,
        BudgetFigures figures
    )
    {
        decimal events = Math.Round(figures.TotalEvents);
        bool isAllExcluded =
            figures.Sli is null
            && (objective.Timeslice is null ? measured.Total > 0 : measured.MeasuredSlices > 0);
        return figures switch
        {
            _ when (decimal)measured.Total == 0 => (
                Verdict.NoTraffic,
                "no traffic in the window",
                true
            ),
            _ when figures.Excluded > TimeSpan.Zero && isAllExcluded => (
                Verdict.Measured,
                null,
                true
            ),
            _ when events < objective.MinimumEvents => (
                Verdict.TooFewEvents,
                // Without the count: it is in the figures, and a message that changes would be news every time.
                $"fewer events in the window than minimumEvents {objective.MinimumEvents}",
                true
            ),
            { Sli: null } => (Verdict.TooFewEvents, "no complete slice in the window yet", true),
            _ => (Verdict.Measured, null, true),
        };
    }

    /// <summary>Every window that a figure is published for must make sense, else that figure would not.</summary>
    private static string? FindExcess(Reading reading, WindowSpan span, SummedWindows windows)
    {
        if (Exceeds(windows.Over(span.End - span.Start)) is { } whole)
        {
            return $"{whole} over the budget window: the errors are not a part of the total";
        }

        foreach (BurnWindow window in BurnWindow.All)
        {
            if (Exceeds(windows.Over(window.Length)) is { } recent)
            {
                return $"{recent} over the last {window.Name}: the errors are not a part of the total";
            }
        }

        return
            reading.Live is { Counts: { } counts } live
            && live.End > span.End
            && Exceeds(counts.Bad, counts.Total) is { } now
            ? $"{now} over the live 5m: the errors are not a part of the total"
            : null;
    }

    private static string? Exceeds(WindowSums sums) => Exceeds(sums.Bad, sums.Total);

    private static string? Exceeds(double bad, double total) =>
        bad > total * (1 + Rounding) + Rounding
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{bad:0.###} bad of {total:0.###} events"
            )
            : null;

    private static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
