using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.PromQl;

public sealed class QueriesTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    [Fact]
    public void Error_events_are_two_increases() =>
        Queries
            .For(
                new Indicator.ErrorEvents(Parse("http_total{code=~\"5..\"}"), Parse("http_total")),
                Step,
                null
            )
            .ShouldBe(
                new IndicatorQueries(
                    "sum(increase(http_total{code=~\"5..\"}[5m]))",
                    "sum(increase(http_total[5m]))"
                )
            );

    [Fact]
    public void Absent_good_events_count_as_none_so_that_all_were_bad() =>
        Queries
            .For(new Indicator.GoodEvents(Parse("ok_total"), Parse("http_total")), Step, null)
            .Bad.ShouldBe(
                "sum(increase(http_total[5m])) - (sum(increase(ok_total[5m])) or vector(0))"
            );

    [Fact]
    public void A_missing_bucket_is_neither_all_good_nor_all_bad() =>
        Queries
            .For(new Indicator.Latency(Parse("rpc_seconds{app=\"a\"}"), 0.3m), Step, null)
            .ShouldBe(
                new IndicatorQueries(
                    "sum(increase(rpc_seconds_count{app=\"a\"}[5m])) - (sum(increase(rpc_seconds_bucket{app=\"a\",le=\"0.3\"}[5m])) or vector(NaN))",
                    "sum(increase(rpc_seconds_count{app=\"a\"}[5m]))"
                )
            );

    [Fact]
    public void A_threshold_written_in_two_ways_matches_both_literally() =>
        Queries
            .For(new Indicator.Latency(Parse("rpc_seconds"), 1m), Step, ["1", "1.0"])
            .Bad.ShouldContain("rpc_seconds_bucket{le=~\"1|1\\\\.0\"}[5m]");

    [Fact]
    public void A_threshold_that_no_label_holds_has_no_query() =>
        Should.Throw<ArgumentException>(() =>
            Queries.For(new Indicator.Latency(Parse("rpc_seconds"), 1m), Step, [])
        );

    [Fact]
    public void A_probe_counts_its_samples_and_takes_away_its_successes() =>
        Queries
            .For(new Indicator.Probe(Parse("probe_success")), Step, null)
            .ShouldBe(
                new IndicatorQueries(
                    "sum(count_over_time(probe_success[5m])) - sum(sum_over_time(probe_success[5m]))",
                    "sum(count_over_time(probe_success[5m]))"
                )
            );

    [Theory]
    [InlineData(300_000, "5m")]
    [InlineData(90_000, "90s")]
    [InlineData(7_200_000, "2h")]
    [InlineData(2_419_200_000, "28d")]
    [InlineData(1_500, "1500ms")]
    public void Durations_are_in_the_largest_unit_that_divides_them(
        long milliseconds,
        string text
    ) => PromDuration.Format(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(text);

    private static Selector Parse(string text) =>
        Selector.TryParse(text, out Selector? selector, out string? problem)
            ? selector
            : throw new ArgumentException(problem, nameof(text));
}
