using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Policy;

public sealed class LoadDeciderTests
{
    private static readonly PolicyTier OverLimit = PolicyStory.PageLoad with
    {
        Ticket = new TicketRequest(TicketPriority.P2, "rest"),
    };

    private static readonly PolicyTier Warning = new(
        "busy",
        new TierCondition.PageLoad(LoadLevel.Warn),
        TimeSpan.Zero,
        null,
        null,
        new TicketRequest(TicketPriority.P3)
    );

    private static readonly Dictionary<LoadMetric, decimal?> Calm = new()
    {
        [LoadMetric.IncidentsPer12h] = 1m,
        [LoadMetric.ShiftsOverBudget] = 0m,
        [LoadMetric.OffHoursPerResponder30d] = 3m,
        [LoadMetric.SleepPagesPerShift] = 0.5m,
        [LoadMetric.AlertsPerIncident] = 1m,
        [LoadMetric.TransientShare] = 0.1m,
        [LoadMetric.RepeatsPer7d] = 1m,
        [LoadMetric.OnCallShare] = 0.9m,
        [LoadMetric.MedianRestoreMinutes] = 20m,
    };

    private BudgetPolicy _policy = PolicyStory.PolicyOf(PolicyStory.Exhausted, OverLimit);
    private LoadVerdict _verdict = LoadVerdict.Measured;
    private LoadTrend? _trend;
    private IReadOnlyList<RepeatedKey> _repeats = [];
    private PolicyState _state = PolicyState.Empty;

    [Fact]
    public void Two_evaluations_in_a_row_over_a_limit_raise_a_ticket()
    {
        _trend = new LoadTrend(1.74m, 38m);

        Decide(0, (LoadMetric.IncidentsPer12h, 2.4m)).ShouldBeEmpty();
        Decide(5, (LoadMetric.IncidentsPer12h, 2.4m))
            .ShouldBe([
                new TicketIntent(
                    TicketCause.PageLoad,
                    null,
                    Standing.Raised,
                    TicketPriority.P2,
                    "rest",
                    "incidentsPer12h is 2.4, over its limit of 2; incidentsPer12h was 1.7 in the window before.",
                    Noon
                ),
            ]);
        _state.ShouldBe(new PolicyState(_state.Tiers, null));
        _state.Tiers.ShouldBe([
            new TierState("page-load/PageLoad", null, Noon, true, 2, Noon + Minutes(5)),
        ]);
    }

    [Fact]
    public void The_same_evaluation_seen_again_is_still_one()
    {
        Decide(0, (LoadMetric.IncidentsPer12h, 2.4m));

        Decide(0, (LoadMetric.IncidentsPer12h, 2.4m)).ShouldBeEmpty();
    }

    [Fact]
    public void An_evaluation_within_limits_clears_it()
    {
        Decide(0, (LoadMetric.IncidentsPer12h, 2.4m));
        Decide(5, (LoadMetric.IncidentsPer12h, 2.4m)).ShouldHaveSingleItem();

        Decide(10, (LoadMetric.IncidentsPer12h, 2m)).ShouldBeEmpty();
        Decide(15, (LoadMetric.IncidentsPer12h, 2.4m)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(LoadMetric.IncidentsPer12h, "2.1", TicketCause.PageLoad)]
    [InlineData(LoadMetric.ShiftsOverBudget, "0.34", TicketCause.PageLoad)]
    [InlineData(LoadMetric.MedianRestoreMinutes, "61", TicketCause.PageLoad)]
    [InlineData(LoadMetric.OffHoursPerResponder30d, "20", TicketCause.OffHoursLoad)]
    [InlineData(LoadMetric.SleepPagesPerShift, "3.1", TicketCause.OffHoursLoad)]
    [InlineData(LoadMetric.AlertsPerIncident, "2.1", TicketCause.NoisyAlert)]
    [InlineData(LoadMetric.TransientShare, "0.51", TicketCause.NoisyAlert)]
    [InlineData(LoadMetric.RepeatsPer7d, "4", TicketCause.RepeatedIncident)]
    public void Each_metric_has_its_cause_and_what_has_no_limit_is_too_much_when_it_warns(
        LoadMetric metric,
        string figure,
        TicketCause cause
    )
    {
        decimal value = decimal.Parse(figure, System.Globalization.CultureInfo.InvariantCulture);
        Decide(0, (metric, value));

        Decide(5, (metric, value)).Single().Cause.ShouldBe(cause);
    }

    [Theory]
    [InlineData(LoadMetric.IncidentsPer12h, "2")]
    [InlineData(LoadMetric.OffHoursPerResponder30d, "19")]
    [InlineData(LoadMetric.AlertsPerIncident, "2")]
    [InlineData(LoadMetric.OnCallShare, "1")]
    public void A_warning_of_what_has_a_limit_is_not_too_much(LoadMetric metric, string figure)
    {
        decimal value = decimal.Parse(figure, System.Globalization.CultureInfo.InvariantCulture);
        Decide(0, (metric, value));

        Decide(5, (metric, value)).ShouldBeEmpty();
    }

    [Fact]
    public void A_tier_for_warnings_takes_them_and_the_most_urgent_tier_raises_the_ticket()
    {
        _policy = PolicyStory.PolicyOf(Warning, OverLimit);

        Twice((LoadMetric.IncidentsPer12h, 1.6m)).Single().Priority.ShouldBe(TicketPriority.P3);
        TicketIntent over = Twice((LoadMetric.IncidentsPer12h, 2.1m)).Single();
        over.Priority.ShouldBe(TicketPriority.P2);
        over.Template.ShouldBe("rest");
        _state.Tiers.Select(tier => tier.Tier).ShouldBe(["busy/PageLoad", "page-load/PageLoad"]);
    }

    [Fact]
    public void Noise_is_one_priority_lower_and_has_its_own_text()
    {
        _repeats = [new RepeatedKey("HighLatency/api", 9, 4), new RepeatedKey("Other", 2, 0)];

        TicketIntent noise = Twice((LoadMetric.TransientShare, 0.6m)).Single();

        noise.Priority.ShouldBe(TicketPriority.P3);
        noise.Template.ShouldBeNull();
        noise.Reason.ShouldBe(
            "transientShare is 60 %, above its warning of 50 %; most frequent: HighLatency/api, 9 times, 4 of them over in less than five minutes."
        );
    }

    [Fact]
    public void No_priority_is_lower_than_the_lowest()
    {
        _policy = PolicyStory.PolicyOf(
            OverLimit with
            {
                Ticket = new TicketRequest(TicketPriority.P4),
            }
        );

        Twice((LoadMetric.RepeatsPer7d, 4m)).Single().Priority.ShouldBe(TicketPriority.P4);
    }

    [Fact]
    public void The_load_itself_names_no_alerts_and_noise_no_trend()
    {
        _trend = new LoadTrend(1m, 0m);
        _repeats = [new RepeatedKey("HighLatency/api", 9, 4)];

        IReadOnlyList<TicketIntent> tickets = Twice(
            (LoadMetric.SleepPagesPerShift, 4m),
            (LoadMetric.RepeatsPer7d, 5m)
        );

        tickets[0].Reason.ShouldBe("sleepPagesPerShift is 4, over its limit of 3.");
        tickets[1]
            .Reason.ShouldBe(
                "repeatsPer7d is 5, above its warning of 3; most frequent: HighLatency/api, 9 times, 4 of them over in less than five minutes."
            );
    }

    [Fact]
    public void All_that_is_too_much_of_one_cause_is_told_in_one_ticket()
    {
        Twice((LoadMetric.IncidentsPer12h, 1.6m), (LoadMetric.ShiftsOverBudget, 0.5m))
            .Single()
            .Reason.ShouldBe(
                "incidentsPer12h is 1.6, above its warning of 1.5; shiftsOverBudget is 50 %, over its limit of 33 %."
            );
    }

    [Theory]
    [InlineData(LoadVerdict.Stale)]
    [InlineData(LoadVerdict.LowCoverage)]
    public void A_load_that_is_not_measured_holds_its_tickets(LoadVerdict verdict)
    {
        Twice((LoadMetric.IncidentsPer12h, 2.4m));
        PolicyState firing = _state;
        _verdict = verdict;

        TicketIntent held = Decide(15, (LoadMetric.IncidentsPer12h, 0m)).Single();

        held.Standing.ShouldBe(Standing.Held);
        held.Cause.ShouldBe(TicketCause.PageLoad);
        held.Reason.ShouldBe(
            "The load was above what the policy lets pass when it could last be judged."
        );
        _state.Tiers.ShouldBe(firing.Tiers);
    }

    [Fact]
    public void A_load_that_is_not_measured_raises_none()
    {
        Decide(0, (LoadMetric.IncidentsPer12h, 2.4m));
        _verdict = LoadVerdict.Stale;

        Decide(5, (LoadMetric.IncidentsPer12h, 2.4m)).ShouldBeEmpty();
    }

    [Fact]
    public void Where_nobody_was_on_shift_the_load_holds()
    {
        Twice((LoadMetric.IncidentsPer12h, 2.4m));

        Decide(
                20,
                (LoadMetric.IncidentsPer12h, null),
                (LoadMetric.ShiftsOverBudget, null),
                (LoadMetric.MedianRestoreMinutes, null)
            )
            .Single()
            .Standing.ShouldBe(Standing.Held);
    }

    [Fact]
    public void A_figure_of_the_cause_is_enough_to_clear_it_where_nobody_was_on_shift()
    {
        Twice((LoadMetric.RepeatsPer7d, 4m));

        Decide(20, (LoadMetric.IncidentsPer12h, null), (LoadMetric.RepeatsPer7d, 0m))
            .ShouldBeEmpty();
    }

    [Fact]
    public void One_figure_of_the_cause_is_enough_for_that()
    {
        Twice((LoadMetric.OffHoursPerResponder30d, 20m));

        Decide(
                20,
                (LoadMetric.IncidentsPer12h, null),
                (LoadMetric.OffHoursPerResponder30d, 3m),
                (LoadMetric.SleepPagesPerShift, null)
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_figure_that_is_not_there_is_not_told()
    {
        Twice((LoadMetric.IncidentsPer12h, 2.4m), (LoadMetric.MedianRestoreMinutes, null))
            .Single()
            .Reason.ShouldBe("incidentsPer12h is 2.4, over its limit of 2.");
    }

    [Fact]
    public void Without_incidents_there_is_no_noise()
    {
        Twice((LoadMetric.AlertsPerIncident, 3m));

        Decide(
                20,
                (LoadMetric.AlertsPerIncident, null),
                (LoadMetric.TransientShare, null),
                (LoadMetric.MedianRestoreMinutes, null),
                (LoadMetric.IncidentsPer12h, 0m)
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_policy_without_a_ticket_for_page_load_raises_none()
    {
        _policy = PolicyStory.PolicyOf(PolicyStory.Exhausted, OverLimit with { Ticket = null });

        Twice((LoadMetric.IncidentsPer12h, 9m)).ShouldBeEmpty();
        _state.Tiers.ShouldBeEmpty();
    }

    [Fact]
    public void A_tier_may_ask_for_a_time_besides()
    {
        _policy = PolicyStory.PolicyOf(OverLimit with { For = TimeSpan.FromMinutes(30) });

        Twice((LoadMetric.IncidentsPer12h, 2.4m)).ShouldBeEmpty();
        Decide(30, (LoadMetric.IncidentsPer12h, 2.4m)).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_restart_in_between_changes_nothing()
    {
        Decide(0, (LoadMetric.IncidentsPer12h, 2.4m));
        _state = PolicyStory.Restored(_state);

        Decide(5, (LoadMetric.IncidentsPer12h, 2.4m)).ShouldHaveSingleItem();
    }

    private IReadOnlyList<TicketIntent> Twice(params (LoadMetric Metric, decimal? Figure)[] figures)
    {
        Decide(0, figures);
        return Decide(10, figures);
    }

    private IReadOnlyList<TicketIntent> Decide(
        int minute,
        params (LoadMetric Metric, decimal? Figure)[] figures
    )
    {
        DateTimeOffset now = Noon + Minutes(minute);
        var metrics = new Dictionary<LoadMetric, decimal?>(Calm);
        foreach ((LoadMetric metric, decimal? figure) in figures)
        {
            metrics[metric] = figure;
        }

        var thresholds = new LoadThresholds(LoadThresholds.Default);
        var assessment = new LoadAssessment(
            _verdict,
            new LoadFigures
            {
                Window = new TimeRange(now - Days(21), now),
                Coverage = 1,
                ByHours = default,
                Upper = 0,
                Metrics = metrics,
                TopRepeats = _repeats,
                Trend = _trend,
                Current = null,
                Members = 4,
                LongestShift = null,
            },
            metrics.ToDictionary(
                pair => pair.Key,
                pair =>
                    _verdict == LoadVerdict.Measured
                        ? thresholds[pair.Key].Judge(pair.Value)
                        : LoadLevel.Unknown
            ),
            null
        );
        LoadDecision decision = LoadDecider.Decide(
            new LoadFacts(_policy, thresholds, assessment, _state, now)
        );
        _state = decision.State;
        return decision.Tickets;
    }
}
