using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.PromQl;

public sealed class QueriesTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    [Fact]
    public void Error_events_are_what_two_counters_gained() =>
        Queries
            .For(
                new Indicator.ErrorEvents(Parse("http_total{code=~\"5..\"}"), Parse("http_total")),
                Step,
                null
            )
            .ShouldBe(
                new IndicatorQueries(Added("http_total{code=~\"5..\"}"), Added("http_total"))
            );

    [Fact]
    public void Absent_good_events_count_as_none_so_that_all_were_bad() =>
        Queries
            .For(new Indicator.GoodEvents(Parse("ok_total"), Parse("http_total")), Step, null)
            .Bad.ShouldBe($"{Added("http_total")} - ({Added("ok_total")} or vector(0))");

    [Fact]
    public void A_missing_bucket_is_neither_all_good_nor_all_bad() =>
        Queries
            .For(new Indicator.Latency(Parse("rpc_seconds{app=\"a\"}"), 0.3m), Step, null)
            .ShouldBe(
                new IndicatorQueries(
                    $"{Added("rpc_seconds_count{app=\"a\"}")} - (sum((last_over_time(rpc_seconds_bucket{{app=\"a\",le=\"0.3\"}}[299999ms]) "
                        + "- last_over_time(rpc_seconds_bucket{app=\"a\",le=\"0.3\"}[299999ms] offset 5m) "
                        + "unless ignoring (le) resets(rpc_seconds_count{app=\"a\"}[10m]) > 0) "
                        + "or increase(rpc_seconds_bucket{app=\"a\",le=\"0.3\"}[5m])) or vector(NaN))",
                    Added("rpc_seconds_count{app=\"a\"}")
                )
            );

    [Fact]
    public void A_threshold_written_in_two_ways_matches_both_literally() =>
        Queries
            .For(new Indicator.Latency(Parse("rpc_seconds"), 1m), Step, ["1", "1.0"])
            .Bad.ShouldContain("rpc_seconds_bucket{le=~\"1|1\\\\.0\"}[");

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
                    "sum(count_over_time(probe_success[299999ms])) - sum(sum_over_time(probe_success[299999ms]))",
                    "sum(count_over_time(probe_success[299999ms]))"
                )
            );

    [Fact]
    public void A_part_of_a_bucket_is_the_difference_of_the_last_samples_at_its_ends() =>
        Queries
            .For(
                new Indicator.ErrorEvents(Parse("c_total"), Parse("c_total")),
                Step,
                TimeSpan.FromMinutes(1),
                null
            )
            .Total.ShouldBe(
                "sum((last_over_time(c_total[299999ms]) - last_over_time(c_total[299999ms] offset 1m) "
                    + "unless resets(c_total[6m]) > 0) or increase(c_total[1m]))"
            );

    [Fact]
    public void A_part_of_a_bucket_of_a_probe_is_the_samples_in_it() =>
        Queries
            .For(new Indicator.Probe(Parse("up")), Step, TimeSpan.FromMinutes(1), null)
            .Total.ShouldBe("sum(count_over_time(up[59999ms]))");

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

    [Fact]
    public void A_counter_gains_what_lies_between_last_samples_unless_it_restarted_or_was_just_born() =>
        Added("c_total")
            .ShouldBe(
                "sum((last_over_time(c_total[299999ms]) - last_over_time(c_total[299999ms] offset 5m) "
                    + "unless resets(c_total[10m]) > 0) or increase(c_total[5m]))"
            );

    /// <summary>The total of one counter; how it is written is said by a test of its own.</summary>
    private static string Added(string selector) =>
        Queries.For(new Indicator.ErrorEvents(Parse(selector), Parse(selector)), Step, null).Total;

    private static Selector Parse(string text) =>
        Selector.TryParse(text, out Selector? selector, out string? problem)
            ? selector
            : throw new ArgumentException(problem, nameof(text));
}
