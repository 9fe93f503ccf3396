using System.Buffers;
using System.Diagnostics.Metrics;
using System.Text;
using SloOperator.Telemetry;

namespace SloOperator.Tests.Telemetry;

public sealed class PrometheusTextTests : IDisposable
{
    // Not of this program's names: an exporter of a test that runs beside it takes those.
    private readonly Meter _meter = new("Tests");
    private readonly PrometheusText _text;

    public PrometheusTextTests() =>
        _text = new PrometheusText(meter => ReferenceEquals(meter, _meter), maxSeries: 3);

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_is_written_with_its_help_its_type_and_the_sum_of_what_was_added()
    {
        Counter<long> queries = _meter.CreateCounter<long>(
            "slo_operator_queries_total",
            unit: null,
            "Queries sent."
        );

        queries.Add(2, KeyValuePair.Create<string, object?>("endpoint", "default"));
        queries.Add(3, KeyValuePair.Create<string, object?>("endpoint", "default"));

        Scrape()
            .ShouldBe(
                """
                # HELP slo_operator_queries_total Queries sent.
                # TYPE slo_operator_queries_total counter
                slo_operator_queries_total{endpoint="default"} 5

                """
            );
    }

    [Fact]
    public void The_series_of_something_that_is_gone_are_dropped_and_no_others()
    {
        Counter<long> queries = _meter.CreateCounter<long>("slo_operator_queries_total");
        void Ask(string endpoint, string code) =>
            queries.Add(
                1,
                KeyValuePair.Create<string, object?>("endpoint", endpoint),
                KeyValuePair.Create<string, object?>("code", code)
            );
        Ask("main", "200");
        Ask("main-2", "200");
        Counter<long> bytes = _meter.CreateCounter<long>("slo_operator_bytes_total");
        bytes.Add(1, KeyValuePair.Create<string, object?>("endpoint", "main"));
        bytes.Add(1, KeyValuePair.Create<string, object?>("my_endpoint", "main"));

        _text.Forget("endpoint", "main");
        Ask("later", "200");
        Ask("last", "200");

        Scrape().ShouldContain("{code=\"200\",endpoint=\"main-2\"} 1");
        Scrape().ShouldContain("{code=\"200\",endpoint=\"last\"} 1");
        Scrape().ShouldContain("slo_operator_bytes_total{my_endpoint=\"main\"} 1");
        Scrape().ShouldNotContain("{endpoint=\"main\"");
        Scrape().ShouldNotContain(",endpoint=\"main\"");
    }

    [Fact]
    public void An_up_down_counter_is_a_gauge_that_may_fall()
    {
        UpDownCounter<int> busy = _meter.CreateUpDownCounter<int>("slo_operator_busy");

        busy.Add(3);
        busy.Add(-1);

        Scrape().ShouldBe("# TYPE slo_operator_busy gauge\nslo_operator_busy 2\n");
    }

    [Fact]
    public void A_gauge_that_is_set_shows_its_last_value()
    {
        Gauge<double> depth = _meter.CreateGauge<double>("slo_operator_depth");

        depth.Record(7);
        depth.Record(1.5);

        Scrape().ShouldBe("# TYPE slo_operator_depth gauge\nslo_operator_depth 1.5\n");
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_at_the_advised_bounds_a_sum_and_a_count()
    {
        Histogram<double> seconds = _meter.CreateHistogram(
            "slo_operator_seconds",
            unit: null,
            description: null,
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] }
        );

        seconds.Record(0.25);
        seconds.Record(0.5);
        seconds.Record(4);

        Scrape()
            .ShouldBe(
                """
                # TYPE slo_operator_seconds histogram
                slo_operator_seconds_bucket{le="0.5"} 2
                slo_operator_seconds_bucket{le="1"} 2
                slo_operator_seconds_bucket{le="+Inf"} 3
                slo_operator_seconds_sum 4.75
                slo_operator_seconds_count 3

                """
            );
    }

    [Fact]
    public void A_histogram_without_advice_has_the_usual_eleven_bounds_and_infinity()
    {
        _meter
            .CreateHistogram<double>("slo_operator_seconds")
            .Record(0.003, KeyValuePair.Create<string, object?>("kind", "x"));

        string[] buckets =
        [
            .. Scrape()
                .Split('\n')
                .Where(line => line.Contains("_bucket{", StringComparison.Ordinal)),
        ];

        buckets.Length.ShouldBe(12);
        buckets[0].ShouldBe("slo_operator_seconds_bucket{kind=\"x\",le=\"0.005\"} 1");
    }

    [Fact]
    public void A_series_that_is_no_longer_observed_is_gone_from_the_next_scrape()
    {
        List<Measurement<double>> seen = [Observation(1, "a"), Observation(2, "b")];
        _meter.CreateObservableGauge("slo_operator_left", () => seen);
        Scrape()
            .ShouldBe(
                "# TYPE slo_operator_left gauge\nslo_operator_left{owner=\"a\"} 1\nslo_operator_left{owner=\"b\"} 2\n"
            );

        seen.RemoveAt(0);

        Scrape().ShouldBe("# TYPE slo_operator_left gauge\nslo_operator_left{owner=\"b\"} 2\n");
    }

    [Fact]
    public void A_series_observed_twice_in_one_scrape_is_written_once()
    {
        _meter.CreateObservableGauge<double>(
            "slo_operator_left",
            () => [Observation(1, "a"), Observation(2, "a")]
        );

        Scrape().ShouldBe("# TYPE slo_operator_left gauge\nslo_operator_left{owner=\"a\"} 1\n");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_never_written(double value)
    {
        _meter.CreateObservableGauge("slo_operator_left", () => value);
        _meter.CreateCounter<double>("slo_operator_total").Add(value);
        _meter.CreateHistogram<double>("slo_operator_seconds").Record(value);

        Scrape().ShouldBeEmpty();
    }

    [Fact]
    public void Quotes_backslashes_and_line_ends_in_label_values_are_escaped()
    {
        _meter
            .CreateCounter<int>("slo_operator_total")
            .Add(1, KeyValuePair.Create<string, object?>("path", "C:\\x \"y\"\nz 😀"));

        Scrape().ShouldContain("""slo_operator_total{path="C:\\x \"y\"\nz 😀"} 1""");
    }

    [Fact]
    public void Help_text_stays_on_one_line()
    {
        _meter.CreateCounter<int>("slo_operator_total", unit: null, "One\\two\nthree").Add(1);

        Scrape().ShouldStartWith("# HELP slo_operator_total One\\\\two\\nthree\n");
    }

    [Fact]
    public void Names_that_Prometheus_does_not_allow_are_mended()
    {
        _meter
            .CreateCounter<int>("slo.operator-total")
            .Add(1, KeyValuePair.Create<string, object?>("1st.tag", true));

        Scrape().ShouldContain("slo_operator_total{_1st_tag=\"true\"} 1\n");
    }

    [Fact]
    public void The_same_tags_in_another_order_are_the_same_series()
    {
        Counter<int> total = _meter.CreateCounter<int>("slo_operator_total");

        total.Add(
            1,
            KeyValuePair.Create<string, object?>("a", "1"),
            KeyValuePair.Create<string, object?>("b", "2")
        );
        total.Add(
            1,
            KeyValuePair.Create<string, object?>("b", "2"),
            KeyValuePair.Create<string, object?>("a", "1")
        );

        Scrape().ShouldContain("slo_operator_total{a=\"1\",b=\"2\"} 2\n");
    }

    [Fact]
    public void Families_and_series_are_written_in_the_order_of_their_names()
    {
        _meter
            .CreateCounter<int>("slo_operator_b_total")
            .Add(1, KeyValuePair.Create<string, object?>("k", "z"));
        _meter.CreateCounter<int>("slo_operator_a_total").Add(1);
        _meter
            .CreateCounter<int>("slo_operator_b_total")
            .Add(1, KeyValuePair.Create<string, object?>("k", "a"));

        string[] samples =
        [
            .. Scrape()
                .Split('\n')
                .Where(line => line.StartsWith("slo_", StringComparison.Ordinal)),
        ];

        samples.ShouldBe([
            "slo_operator_a_total 1",
            "slo_operator_b_total{k=\"a\"} 1",
            "slo_operator_b_total{k=\"z\"} 1",
        ]);
    }

    [Fact]
    public void Series_beyond_the_limit_are_dropped_and_counted()
    {
        Counter<int> total = _meter.CreateCounter<int>("slo_operator_total");
        foreach (string name in (string[])["a", "b", "c", "d", "e", "a"])
        {
            total.Add(1, KeyValuePair.Create<string, object?>("name", name));
        }

        string text = Scrape();

        text.ShouldContain("slo_operator_total{name=\"a\"} 2\n");
        text.ShouldNotContain("name=\"d\"");
        text.ShouldContain(
            "slo_operator_metrics_dropped_samples_total{metric=\"slo_operator_total\"} 2\n"
        );
    }

    [Fact]
    public void An_observed_family_is_held_to_the_limit_too()
    {
        _meter.CreateObservableGauge(
            "slo_operator_left",
            () => Enumerable.Range(0, 5).Select(index => Observation(index, $"o{index}"))
        );

        string text = Scrape();

        text.ShouldNotContain("owner=\"o3\"");
        text.ShouldContain(
            "slo_operator_metrics_dropped_samples_total{metric=\"slo_operator_left\"} 2\n"
        );
    }

    [Fact]
    public void One_name_cannot_be_two_types()
    {
        _meter.CreateCounter<int>("slo_operator_total");

        Should
            .Throw<InvalidOperationException>(() =>
                _meter.CreateHistogram<int>("slo_operator_total")
            )
            .Message.ShouldContain("slo_operator_total");
    }

    [Fact]
    public void Without_a_choice_only_the_meters_of_this_program_are_exported()
    {
        using var text = new PrometheusText();
        using var own = new Meter("SloOperator.Own");
        using var other = new Meter("System.Net.Other");
        other.CreateCounter<int>("slo_operator_foreign_total").Add(1);
        own.CreateCounter<int>("slo_operator_own_total").Add(1);

        string written = Scrape(text);

        written.ShouldContain("slo_operator_own_total 1\n");
        written.ShouldNotContain("slo_operator_foreign_total");
    }

    [Fact]
    public void Adds_from_many_threads_are_all_counted()
    {
        Counter<long> total = _meter.CreateCounter<long>("slo_operator_total");

        Parallel.For(
            0,
            10_000,
            index => total.Add(1, KeyValuePair.Create<string, object?>("worker", index % 2))
        );

        Scrape()
            .ShouldBe(
                "# TYPE slo_operator_total counter\nslo_operator_total{worker=\"0\"} 5000\nslo_operator_total{worker=\"1\"} 5000\n"
            );
    }

    private static Measurement<double> Observation(double value, string owner) =>
        new(value, KeyValuePair.Create<string, object?>("owner", owner));

    private static string Scrape(PrometheusText text)
    {
        var output = new ArrayBufferWriter<byte>();
        text.Write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private string Scrape() => Scrape(_text);
}
