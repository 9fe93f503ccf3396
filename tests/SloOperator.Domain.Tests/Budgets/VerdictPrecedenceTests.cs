using SloOperator.Domain.Budgets;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>Everything is wrong at once; each test takes the reason away that won the one before.</summary>
public sealed class VerdictPrecedenceTests
{
    private static readonly ReadFailure Down = new(Noon, "down");

    [Fact]
    public void First_comes_an_indicator_that_cannot_be_served()
    {
        Reading all = new(Excessive())
        {
            Unusable = "unusable",
            Failure = Down,
            Nonsense = "nonsense",
        };

        Says(all, Verdict.Inconsistent, "unusable");
    }

    [Fact]
    public void Then_more_bad_events_than_events()
    {
        Reading reading = new(Excessive()) { Failure = Down, Nonsense = "nonsense" };

        Says(
            reading,
            Verdict.Inconsistent,
            "2 bad of 1 events over the budget window: the errors are not a part of the total"
        );
    }

    [Fact]
    public void Then_a_failed_read()
    {
        Reading reading = new(Gone()) { Failure = Down, Nonsense = "nonsense" };

        Says(reading, Verdict.Stale, "since 2026-11-20T12:00:00Z: down");
    }

    [Fact]
    public void Then_an_answer_that_is_nonsense()
    {
        Says(new Reading(Gone()) { Nonsense = "nonsense" }, Verdict.Inconsistent, "nonsense");
    }

    [Fact]
    public void Then_an_absent_total()
    {
        Says(
            new Reading(Gone()),
            Verdict.MetricAbsent,
            "the total is absent since 2026-11-20T12:00:00Z"
        );
    }

    [Fact]
    public void Then_no_traffic_before_too_few_events()
    {
        Says(
            new Reading(Ledger().Fill(Noon, (0, 0))),
            Verdict.NoTraffic,
            "no traffic in the window"
        );
    }

    [Fact]
    public void Then_too_few_events()
    {
        Says(
            new Reading(Ledger().Fill(Noon, (0, 1))),
            Verdict.TooFewEvents,
            "fewer events in the window than minimumEvents 2"
        );
    }

    [Fact]
    public void Of_a_metric_never_measured_the_indicator_comes_first_and_then_the_failure()
    {
        Reading all = new(Ledger())
        {
            Unusable = "unusable",
            Failure = Down,
            Nonsense = "nonsense",
        };

        Says(all, Verdict.Inconsistent, "unusable");
        Says(all with { Unusable = null }, Verdict.Stale, "never read: down");
        Says(all with { Unusable = null, Failure = null }, Verdict.Inconsistent, "nonsense");
    }

    private static BudgetLedger Excessive() => Ledger().Fill(Noon, (2, 1));

    private static BudgetLedger Gone() =>
        Ledger().Fill(Noon, (0, 0)).FindNothing(Noon, Noon + Minutes(5));

    private static void Says(Reading reading, Verdict verdict, string message)
    {
        Assessment assessment = Assessor.Assess(Promise("99", null, 2), OneDay, reading);

        assessment.Verdict.ShouldBe(verdict);
        assessment.Message.ShouldBe(message);
    }
}
