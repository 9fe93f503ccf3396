using SloOperator.Prometheus.Collection;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.Collection;

public sealed class LatencyCollectionTests : CollectorScenario
{
    private static readonly string Count = Events("h_count");
    private static readonly string Slow = QueriesOf(
        new Indicator.Latency(Metric("h"), 0.3m),
        "0.3"
    ).Bad;

    [Fact]
    public async Task Events_above_the_threshold_are_bad()
    {
        Prometheus.Boundaries = ["+Inf", "0.1", "0.3"];
        Prometheus.Series(Count, 100);
        Prometheus.Series(Slow, 4);
        Track(Latency(0.3m));

        await CollectAsync("12:00:30");

        Sum("11:00:00", "12:00:00").ShouldBe((48, 1_200));
    }

    [Fact]
    public async Task A_threshold_between_boundaries_is_unusable_and_the_boundaries_are_listed_in_order()
    {
        Prometheus.Boundaries = ["+Inf", "0.1", "10", "0.5", "2.5"];
        Track(Latency(0.3m));

        await CollectAsync("12:00:30");

        Read()
            .Unusable.ShouldBe(
                "threshold 0.3 s is not a bucket boundary of h; it has 0.1, 0.5, 2.5, 10"
            );
        Prometheus.Queries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_boundary_is_met_by_number_and_asked_for_in_every_usual_spelling()
    {
        Prometheus.Boundaries = ["+Inf", "1.0"];
        Prometheus.Series(Count, 100);
        Prometheus.Series(QueriesOf(new Indicator.Latency(Metric("h"), 1m), "1", "1.0").Bad, 5);
        Track(Latency(1m));

        await CollectAsync("12:00:30");

        Sum("11:55:00", "12:00:00").ShouldBe((5, 100));
    }

    [Fact]
    public async Task A_histogram_that_is_not_there_is_absent_and_not_unusable()
    {
        Track(Latency(0.3m));

        await CollectAsync("12:00:30");

        Read().Unusable.ShouldBeNull();
        (Read().Ledger.ReadThrough, Read().Ledger.LastMeasured).ShouldBe(
            (At("12:00:00"), (DateTimeOffset?)null)
        );
    }

    [Fact]
    public async Task A_boundary_that_appears_makes_the_objective_usable_at_the_next_boundary()
    {
        Prometheus.Boundaries = ["+Inf", "0.1"];
        Prometheus.Series(Count, 100);
        Track(Latency(0.3m));
        await CollectAsync("12:00:30");
        Prometheus.Boundaries = ["+Inf", "0.1", "0.3"];

        await CollectAsync("12:05:30");

        Read().Unusable.ShouldBeNull();
        Read().Ledger.LastMeasured.ShouldBe(At("12:05:00"));
    }

    [Fact]
    public async Task A_count_without_its_bucket_is_neither_good_nor_bad()
    {
        Prometheus.Boundaries = ["+Inf", "0.3"];
        Prometheus.Series(Count, 100);
        Prometheus.Series(Slow, time => time < At("12:00:00") ? 0 : double.NaN);
        Track(Latency(0.3m));

        await CollectAsync("12:00:30");

        Read().Nonsense.ShouldBe("""h_count has events but no bucket le="0.3" counts them""");
        Read().Ledger.LastMeasured.ShouldBe(At("11:55:00"));
    }

    [Fact]
    public async Task Boundaries_are_checked_again_after_an_hour_when_nothing_else_is_due()
    {
        Prometheus.Boundaries = ["+Inf", "0.3"];
        Prometheus.Series(Count, 100);
        Track(Latency(0.3m));
        await CollectAsync("12:00:30");
        await CollectAsync("12:50:30");
        Prometheus.Forget();

        await CollectAsync("13:00:30");
        await CollectAsync("13:00:50");
        await CollectAsync("13:00:55");

        Prometheus
            .Requests.Select(request => request.Path[^6..])
            .ShouldBe(["_range", "values", "ldinfo"], ignoreOrder: true);
    }

    [Fact]
    public async Task Objectives_on_one_histogram_ask_for_its_boundaries_once()
    {
        Prometheus.Boundaries = ["+Inf", "0.1", "0.3"];
        Track(Latency(0.3m), Latency(0.1m));

        await CollectAsync("12:00:30");

        Prometheus
            .Requests.Count(request => request.Path.Contains("/label/", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task Boundaries_that_cannot_be_asked_for_are_a_failure_of_the_first_read()
    {
        Prometheus.IsDown = true;
        Track(Latency(0.3m));

        await CollectAsync("12:00:30");

        Read().Failure.ShouldNotBeNull().Since.ShouldBe(At("12:00:30"));
    }

    private static ObjectiveSubscription Latency(decimal threshold) =>
        new("latency", new Indicator.Latency(Metric("h"), threshold), Days(1), null);
}
