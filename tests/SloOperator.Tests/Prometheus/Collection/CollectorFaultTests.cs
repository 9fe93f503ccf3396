using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus.Collection;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.Collection;

public sealed class CollectorFaultTests : CollectorScenario
{
    [Fact]
    public async Task One_failed_pass_is_not_yet_a_failure()
    {
        await CollectedAsync();
        Prometheus.IsDown = true;

        await CollectAsync("12:05:30");

        Read().Failure.ShouldBeNull();
    }

    [Fact]
    public async Task Two_failed_passes_are_a_failure_since_the_first_and_the_ledger_stays()
    {
        await CollectedAsync();
        Prometheus.IsDown = true;

        await CollectAsync("12:05:30");
        await CollectAsync("12:06:00");

        ReadFailure failure = Read().Failure.ShouldNotBeNull();
        failure.Since.ShouldBe(At("12:05:30"));
        failure.Reason.ShouldContain("503");
        Read().Ledger.ReadThrough.ShouldBe(At("12:00:00"));
        Sum("11:55:00", "12:00:00").ShouldBe((1, 100));
    }

    [Fact]
    public async Task A_failure_ends_with_the_first_answer()
    {
        await CollectedAsync();
        Prometheus.IsDown = true;
        await CollectAsync("12:05:30");
        await CollectAsync("12:06:00");
        Prometheus.IsDown = false;
        ForgetChanges();

        await CollectAsync("12:06:30");

        Read().Failure.ShouldBeNull();
        Read().Ledger.ReadThrough.ShouldBe(At("12:05:00"));
        Changed.ShouldBe([Shop]);
    }

    [Fact]
    public async Task The_first_read_ever_fails_at_once()
    {
        Prometheus.IsDown = true;
        Track(Errors());

        await CollectAsync("12:00:30");

        Read().Failure.ShouldNotBeNull().Since.ShouldBe(At("12:00:30"));
        Read().Ledger.ReadThrough.ShouldBeNull();
    }

    [Fact]
    public async Task An_endpoint_that_is_down_is_not_asked_for_every_batch()
    {
        for (int i = 0; i < 400; i++)
        {
            Track(new ResourceName("shop", $"s{i}"), Errors($"bad{i}", $"all{i}"));
        }

        Prometheus.IsDown = true;
        await CollectAsync("12:00:30");

        Prometheus.Queries.Count.ShouldBeLessThanOrEqualTo(7);
        Read(new ResourceName("shop", "s399")).Failure.ShouldNotBeNull();
        EndpointHealth health = Collector.Endpoints.ShouldHaveSingleItem();
        (health.Endpoint, health.IsReachable).ShouldBe(("default", false));
    }

    [Fact]
    public async Task A_reachable_endpoint_tells_its_version()
    {
        await CollectedAsync();

        Collector.Endpoints.ShouldBe([new EndpointHealth("default", true, null, "2.42.0")]);
    }

    [Fact]
    public async Task A_refused_expression_is_found_and_the_others_go_on()
    {
        Track([.. Enumerable.Range(0, 10).Select(i => Errors($"bad{i}", $"all{i}"))]);
        for (int i = 0; i < 10; i++)
        {
            Prometheus.Series(Events($"all{i}"), 100);
        }

        Prometheus.Refuse(Events("bad7"));
        await CollectAsync("12:00:30");

        Read(7).Nonsense.ShouldNotBeNull().ShouldContain("refused");
        Read(7).Ledger.ReadThrough.ShouldBeNull();
        Enumerable
            .Range(0, 10)
            .Where(i => i != 7)
            .ShouldAllBe(i => Read(i).Ledger.LastMeasured == At("12:00:00"));
    }

    [Fact]
    public async Task A_refused_expression_is_asked_alone_from_then_on()
    {
        Track([.. Enumerable.Range(0, 10).Select(i => Errors($"bad{i}", $"all{i}"))]);
        Prometheus.Refuse(Events("bad7"));
        await CollectAsync("12:00:30");
        Prometheus.Forget();

        await CollectAsync("12:05:30");

        Prometheus.Queries.Select(request => request.Expressions.Count).Order().ShouldBe([2, 18]);
    }

    [Fact]
    public async Task A_refused_expression_is_not_asked_again_before_the_next_boundary()
    {
        Track(Errors());
        Prometheus.Refuse(Bad);
        await CollectAsync("12:00:30");
        Prometheus.Forget();

        await CollectAsync("12:01:30");

        Prometheus.Queries.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_expression_that_is_taken_again_is_read_from_its_windows_start()
    {
        Track(Errors());
        Prometheus.Series(Total, 100);
        Prometheus.Refuse(Bad);
        await CollectAsync("12:00:30");
        Prometheus.Accept(Bad);

        await CollectAsync("12:05:30");

        Read().Nonsense.ShouldBeNull();
        Read().Ledger.FirstMeasured.ShouldBe(At("12:05:00", day: 17));
    }

    [Fact]
    public async Task Several_series_are_nonsense_and_leave_the_ledger_as_it_was()
    {
        await CollectedAsync();
        Prometheus.Crowd(Total);

        await CollectAsync("12:05:30");

        Read().Nonsense.ShouldBe("several series came where one sum was expected");
        Read().Ledger.ReadThrough.ShouldBe(At("12:00:00"));
    }

    [Fact]
    public async Task NaN_leaves_its_bucket_unmeasured_until_a_clean_answer()
    {
        await CollectedAsync();
        Prometheus.Series(Total, time => time == At("12:05:00") ? double.NaN : 100);
        await CollectAsync("12:05:30");
        string? seen = Read().Nonsense;
        DateTimeOffset? last = Read().Ledger.LastMeasured;

        await CollectAsync("12:06:30");

        (seen, last).ShouldBe(("the total is NaN", At("12:00:00")));
        Read().Nonsense.ShouldBeNull();
    }

    [Fact]
    public async Task A_metric_that_vanishes_is_asked_for_and_absent()
    {
        await CollectedAsync();
        Prometheus.Series(Total, (double?)null);

        await CollectAsync("12:05:30");

        Read().Ledger.ReadThrough.ShouldBe(At("12:05:00"));
        Read().Ledger.LastMeasured.ShouldBe(At("12:00:00").AddMinutes(-10));
    }

    [Fact]
    public async Task Absent_good_events_are_all_bad()
    {
        var good = new Indicator.GoodEvents(Metric("good"), Metric("all"));
        Prometheus.Series(QueriesOf(good).Bad, 100);
        Prometheus.Series(Total, 100);
        Track(new ObjectiveSubscription("a", good, Days(1), null));

        await CollectAsync("12:00:30");

        Sum("11:55:00", "12:00:00").ShouldBe((100, 100));
    }

    [Fact]
    public async Task A_backfill_that_is_too_heavy_is_asked_in_smaller_pieces()
    {
        Prometheus.Series(Total, 1);
        Prometheus.MostPoints = 6_000;
        Track(Errors(days: 28));

        await CollectAsync("12:00:30");

        Read().Failure.ShouldBeNull();
        Read()
            .Ledger.Sum(At("12:00:00") - TimeSpan.FromDays(28), At("12:00:00"))
            .Total.ShouldBe(8_064);
    }

    [Fact]
    public async Task A_clock_that_went_back_an_hour_starts_the_ledger_anew()
    {
        Prometheus.Series(Total, time => time <= At("12:00:00") ? 100 : null);
        Track(Errors());
        await CollectAsync("12:00:30");
        await CollectAsync("13:00:30");
        DateTimeOffset? future = Read().Ledger.ReadThrough;

        await CollectAsync("12:01:30");

        future.ShouldBe(At("13:00:00"));
        Read().Ledger.ReadThrough.ShouldBe(At("12:00:00"));
        Sum("11:00:00", "12:00:00").ShouldBe((0, 1_200));
    }

    [Fact]
    public async Task A_clock_that_jumped_forward_leaves_no_hole_behind()
    {
        await CollectedAsync();
        await CollectAsync("13:00:30");

        await CollectAsync("13:05:30");

        Sum("12:00:00", "13:05:00").ShouldBe((13, 1_300));
    }

    [Fact]
    public async Task A_clock_set_back_by_seconds_across_a_boundary_keeps_the_ledger()
    {
        await CollectedAsync();
        await CollectAsync("12:05:30");
        Prometheus.Forget();

        await CollectAsync("12:05:28");

        Prometheus.Queries.ShouldAllBe(request => request.IsInstant);
        Read().Ledger.ReadThrough.ShouldBe(At("12:05:00"));
    }

    private async Task CollectedAsync()
    {
        Prometheus.Series(Bad, 1);
        Prometheus.Series(Total, 100);
        Track(Errors());
        await CollectAsync("12:00:30");
    }
}
