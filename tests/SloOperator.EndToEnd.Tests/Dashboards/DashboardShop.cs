using SloOperator.Testing.Histories;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Dashboards;

/// <summary>
/// Eight days of a shop that go on beyond the test: of 60 requests a minute one fails, and of those to "burst" a sixth has been failing
/// for three hours; people were paged three times.
/// </summary>
internal static class DashboardShop
{
    private static readonly TimeSpan Before = TimeSpan.FromDays(8);
    private static readonly TimeSpan After = TimeSpan.FromHours(2);
    private static readonly TimeSpan Episode = TimeSpan.FromMinutes(10);

    public static Task<PrometheusServer> StartAsync()
    {
        DateTimeOffset now = WholeHour();
        SeriesHistory history = new(now - Before, now + After);
        history.Counter("steady_requests_total", ("code", "200")).PerMinute(59m);
        history.Counter("steady_requests_total", ("code", "500")).PerMinute(1m);
        history.Counter("burst_requests_total", ("code", "200")).PerMinute(50m);
        history
            .Counter("burst_requests_total", ("code", "500"))
            .PerMinute(10m, now.AddHours(-3), now + After);
        history.Alert("Watchdog").Fires(history.Start, history.End);
        history
            .Alert("HighLatency", ("severity", "page"), ("service", "checkout"))
            .Fires(now.AddHours(-100), now.AddHours(-100) + Episode)
            .Fires(now.AddHours(-60), now.AddHours(-60) + Episode)
            .Fires(now.AddHours(-40), now.AddHours(-40) + Episode);
        return PrometheusServer.StartAsync(history);
    }

    private static DateTimeOffset WholeHour()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new(now.Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);
    }
}
