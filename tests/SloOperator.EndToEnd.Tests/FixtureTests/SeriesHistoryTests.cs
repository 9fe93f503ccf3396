using SloOperator.Testing.Histories;

namespace SloOperator.EndToEnd.Tests.FixtureTests;

public sealed class SeriesHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_event_at_the_end_of_an_interval_counts_and_one_at_its_start_does_not()
    {
        SeriesHistory history = new(Start, Start.AddHours(1));
        history.Counter("x_total").Burst(Start.AddMinutes(10), 3).Burst(Start.AddMinutes(20), 4);

        history.Log.Count("x_total", Start.AddMinutes(10), Start.AddMinutes(20)).ShouldBe(4);
    }

    [Fact]
    public void Fractional_rates_add_up_exactly()
    {
        SeriesHistory history = new(Start, Start.AddDays(1));
        history.Counter("x_total").PerMinute(0.1m);

        history.Log.Count("x_total", Start, Start.AddDays(1)).ShouldBe(144);
        history.Log.Count("x_total", Start, Start.AddMinutes(9)).ShouldBe(0);
    }

    [Fact]
    public void Every_minute_holds_as_many_events_as_its_function_says()
    {
        SeriesHistory history = new(Start, Start.AddHours(1));
        CounterHistory counter = history.Counter("x_total").PerMinute(time => time.Minute % 3);

        long[] counts =
        [
            .. Enumerable
                .Range(0, 60)
                .Select(minute =>
                    counter.Count(Start.AddMinutes(minute), Start.AddMinutes(minute + 1))
                ),
        ];

        counts.ShouldBe(Enumerable.Range(0, 60).Select(minute => (long)(minute % 3)));
    }

    [Fact]
    public void Lone_events_of_different_minutes_fall_on_different_seconds()
    {
        SeriesHistory history = new(Start, Start.AddHours(1));
        CounterHistory counter = history.Counter("x_total").PerMinute(_ => 1);

        int inFirstHalf = Enumerable
            .Range(0, 60)
            .Count(minute =>
                counter.Count(Start.AddMinutes(minute), Start.AddMinutes(minute + 0.5)) == 1
            );

        inFirstHalf.ShouldBeInRange(25, 35);
    }

    [Fact]
    public async Task A_reset_between_scrapes_hides_events_from_them_but_not_from_the_log()
    {
        SeriesHistory history = new(Start, Start.AddMinutes(3));
        history.Counter("x_total").PerMinute(60).ResetAt(Start.AddSeconds(90));

        history.Log.Count("x_total", Start, Start.AddMinutes(3)).ShouldBe(180);
        (await SamplesAsync(history)).ShouldBe([
            "x_total 0 1772323200.000",
            "x_total 60 1772323260.000",
            "x_total 30 1772323320.000",
            "x_total 90 1772323380.000",
        ]);
    }

    [Fact]
    public async Task A_replaced_series_goes_on_from_zero_under_its_new_labels()
    {
        SeriesHistory history = new(Start, Start.AddMinutes(2));
        history
            .Counter("x_total", ("pod", "a"), ("zone", "z"))
            .PerMinute(6)
            .ReplacedAt(Start.AddMinutes(1), ("pod", "b"));

        history.Log.Count("x_total", Start, Start.AddMinutes(2)).ShouldBe(12);
        history.Log.Count("x_total", Start, Start.AddMinutes(2), ("pod", "b")).ShouldBe(6);
        (await SamplesAsync(history)).ShouldBe([
            "x_total{pod=\"a\",zone=\"z\"} 0 1772323200.000",
            "x_total{pod=\"a\",zone=\"z\"} 6 1772323260.000",
            "x_total{pod=\"b\",zone=\"z\"} 0 1772323260.000",
            "x_total{pod=\"b\",zone=\"z\"} 6 1772323320.000",
        ]);
    }

    [Fact]
    public async Task A_gap_in_scraping_loses_samples_and_no_events()
    {
        SeriesHistory history = new(Start, Start.AddMinutes(3));
        history
            .Counter("x_total")
            .PerMinute(1)
            .NotScraped(Start.AddMinutes(1), Start.AddMinutes(3));

        (await SamplesAsync(history)).ShouldBe([
            "x_total 0 1772323200.000",
            "x_total 3 1772323380.000",
        ]);
    }

    [Fact]
    public async Task A_counter_born_of_its_first_event_shows_it_and_one_that_vanishes_stops()
    {
        SeriesHistory history = new(Start, Start.AddMinutes(4));
        history
            .Counter("x_total")
            .PerMinute(1)
            .Burst(Start.AddMinutes(2), 5)
            .BornAt(Start.AddSeconds(90))
            .VanishesAt(Start.AddMinutes(3));

        // Minute 1's event was before its birth, minute 4's after its end.
        history.Log.Count("x_total", Start, Start.AddMinutes(4)).ShouldBe(7);
        (await SamplesAsync(history)).ShouldBe([
            "x_total 6 1772323320.000",
            "x_total 7 1772323380.000",
        ]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_events_and_another_seed_others()
    {
        Counts(seed: 1).ShouldBe(Counts(seed: 1));
        Counts(seed: 1).ShouldNotBe(Counts(seed: 2));

        static long[] Counts(int seed)
        {
            SeriesHistory history = new(Start, Start.AddHours(1));
            CounterHistory counter = history.Counter("x_total").PerMinuteAtRandom(seed, mean: 100);
            return
            [
                .. Enumerable
                    .Range(0, 60)
                    .Select(minute =>
                        counter.Count(Start.AddMinutes(minute), Start.AddMinutes(minute + 1))
                    ),
            ];
        }
    }

    [Fact]
    public async Task Families_are_written_together_with_their_types()
    {
        SeriesHistory history = new(Start, Start);
        history.Counter("x_total", ("a", "1"));
        history.Gauge("g").Is(0.5);
        history.Counter("x_total", ("a", "2\"\\\n"));
        history.Histogram("h", ["1.0"]).Burst(Start, 2, 0.25);

        (await TextAsync(history)).ShouldBe(
            """
            # TYPE x counter
            x_total{a="1"} 0 1772323200.000
            x_total{a="2\"\\\n"} 0 1772323200.000
            # TYPE g gauge
            g 0.5 1772323200.000
            # TYPE h histogram
            h_bucket{le="1.0"} 2 1772323200.000
            h_bucket{le="+Inf"} 2 1772323200.000
            h_count 2 1772323200.000
            h_sum 0.5 1772323200.000
            # EOF

            """
        );
    }

    [Fact]
    public void Samples_of_a_gauge_are_counted_by_value()
    {
        SeriesHistory history = new(Start, Start.AddMinutes(10));
        GaugeHistory probe = history
            .Gauge("probe_success")
            .Is(1)
            .Is(0, Start.AddMinutes(4))
            .Is(1, Start.AddMinutes(6));

        probe.CountSamples(value => value < 1, Start, Start.AddMinutes(10)).ShouldBe(2);
        probe.CountSamples(_ => true, Start, Start.AddMinutes(10)).ShouldBe(10);
    }

    private static async Task<string[]> SamplesAsync(SeriesHistory history) =>
        [
            .. (await TextAsync(history))
                .Split('\n')
                .Where(line => line.StartsWith("x_total", StringComparison.Ordinal)),
        ];

    private static async Task<string> TextAsync(SeriesHistory history)
    {
        await using StringWriter writer = new();
        await HistoryWriter.WriteOpenMetricsAsync(history, writer);
        return writer.ToString();
    }
}
