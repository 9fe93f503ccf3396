using SloOperator.Testing.Histories;
using SloOperator.Testing.Prometheus;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.FixtureTests;

public sealed class PrometheusServerTests
{
    private static readonly TimeSpan Bucket = TimeSpan.FromMinutes(5);

    // A whole hour, at most an hour ago: the newest samples are as young as in life.
    private static readonly DateTimeOffset Now = new(
        TimeProvider.System.GetUtcNow().Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour,
        TimeSpan.Zero
    );

    [Fact]
    public async Task Bucket_sums_equal_the_event_log_over_a_reset_idle_hours_and_a_late_error_series()
    {
        DateTimeOffset start = Now.AddDays(-28);
        SeriesHistory history = new(start, Now);
        // Idle from midnight to six, restarted on the tenth day.
        history
            .Counter("http_requests_total", ("code", "200"))
            .PerMinute(time => time.Hour < 6 ? 0 : 60)
            .ResetAt(start.AddDays(10));
        history
            .Counter("http_requests_total", ("code", "500"))
            .PerMinute(0.5m, start.AddDays(6))
            .BornAt(start.AddDays(6));
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(history);

        long total = history.Log.Count("http_requests_total", start, Now);
        long bad = history.Log.Count("http_requests_total", start, Now, ("code", "500"));
        double totalSeen = await SumOfBucketsAsync(
            prometheus,
            "sum(increase(http_requests_total[5m]))",
            start,
            Now
        );
        double badSeen = await SumOfBucketsAsync(
            prometheus,
            "sum(increase(http_requests_total{code=\"500\"}[5m]))",
            start,
            Now
        );

        // 28 days of 18 busy hours, and 22 days of 720 errors.
        total.ShouldBe((28 * 18 * 60 * 60) + 15_840);
        bad.ShouldBe(15_840);
        totalSeen.ShouldBe(total, total * 2e-5);
        badSeen.ShouldBe(bad, 0.5);
    }

    [Fact]
    public async Task The_newest_sample_of_a_history_is_there_at_its_own_time()
    {
        SeriesHistory history = new(Now.AddHours(-3), Now);
        history.Gauge("probe_success").Is(1).Is(0, Now.AddMinutes(-1));
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(history);

        (await prometheus.QueryAsync("probe_success", Now)).ShouldBe(0);
        (await prometheus.QueryAsync("probe_success", Now.AddMinutes(-2))).ShouldBe(1);
        (await prometheus.QueryAsync("absent_metric", Now)).ShouldBeNull();
    }

    [Fact]
    public async Task Killed_and_restarted_it_has_the_same_address_and_data()
    {
        SeriesHistory history = new(Now.AddHours(-3), Now);
        history.Gauge("up").Is(1);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(history);
        Uri url = prometheus.Url;

        await prometheus.KillAsync();
        await Should.ThrowAsync<HttpRequestException>(() => prometheus.QueryAsync("up", Now));
        await prometheus.RestartAsync();

        prometheus.Url.ShouldBe(url);
        (await prometheus.QueryAsync("up", Now)).ShouldBe(1);
    }

    [Fact]
    public async Task A_classic_histogram_is_read_back_by_its_buckets()
    {
        DateTimeOffset start = Now.AddHours(-3);
        SeriesHistory history = new(start, Now);
        HistogramHistory latency = history
            .Histogram("latency_seconds", ["0.1", "0.5"], ("job", "shop"))
            .PerMinute(9, 0.05)
            .PerMinute(1, 0.7);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(history);

        latency.CountUpTo(0.1, start, Now).ShouldBe(9 * 180);
        latency.Count(start, Now).ShouldBe(10 * 180);
        (await prometheus.QueryAsync("latency_seconds_bucket{le=\"0.5\"}", Now)).ShouldBe(9 * 180);
        (await prometheus.QueryAsync("latency_seconds_bucket{le=\"+Inf\"}", Now)).ShouldBe(
            10 * 180
        );
        (await prometheus.QueryAsync("latency_seconds_sum", Now))!.Value.ShouldBe(
            180 * ((9 * 0.05) + 0.7),
            1e-6
        );
    }

    [Fact]
    public async Task It_scrapes_on_after_the_end_of_a_history()
    {
        await using ScriptedServer target = await ScriptedServer.StartAsync();
        target.Always("/metrics", Reply.Text("shop_orders_total 42\n"));
        SeriesHistory history = new(Now.AddHours(-3), Now);
        history.Counter("shop_orders_total").PerMinute(1);
        PrometheusOptions options = new()
        {
            ScrapeTargets = [target.Url.Authority],
            ScrapeInterval = TimeSpan.FromMilliseconds(200),
        };
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(
            history,
            options
        );

        // A scrape that takes longer than its interval leaves no sample; one of the next will.
        await Testing.Eventually.HoldsAsync(
            async () =>
                (
                    await prometheus.QueryAsync(
                        "max(shop_orders_total{job=\"test\"})",
                        TimeProvider.System.GetUtcNow()
                    )
                ).ShouldBe(42),
            TimeSpan.FromSeconds(30)
        );
    }

    private static async Task<double> SumOfBucketsAsync(
        PrometheusServer prometheus,
        string query,
        DateTimeOffset start,
        DateTimeOffset end
    )
    {
        IReadOnlyDictionary<DateTimeOffset, double> buckets = await prometheus.QueryRangeAsync(
            query,
            start + Bucket,
            end,
            Bucket
        );
        return buckets.Values.Sum();
    }
}
