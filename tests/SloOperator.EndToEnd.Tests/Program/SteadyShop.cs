using SloOperator.Testing.Histories;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Program;

/// <summary>
/// A Prometheus on a history in which every five minutes are like every other, and which goes on beyond the tests: a figure over any
/// window is the same whenever it is computed. Of 60 requests a minute one fails; besides, "outage" failed altogether for an hour.
/// </summary>
public sealed class SteadyShop : IAsyncLifetime
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(40);
    private static readonly TimeSpan After = TimeSpan.FromHours(2);

    private PrometheusServer? _server;

    /// <summary>Where "outage" fails for an hour, six hours ago, on the hour.</summary>
    public DateTimeOffset OutageAt { get; } = WholeHour().AddHours(-6);

    public PrometheusServer Server =>
        _server ?? throw new InvalidOperationException("xunit starts it before the first test.");

    public string Url => Server.Url.ToString();

    public async Task InitializeAsync()
    {
        SeriesHistory history = new(WholeHour() - Before, WholeHour() + After);
        history.Counter("steady_requests_total", ("code", "200")).PerMinute(59m);
        history.Counter("steady_requests_total", ("code", "500")).PerMinute(1m);
        history.Counter("outage_requests_total", ("code", "200")).PerMinute(60m);
        history
            .Counter("outage_requests_total", ("code", "500"))
            .PerMinute(60m, OutageAt, OutageAt.AddHours(1));
        DateTimeOffset earlier = OutageAt.AddHours(-6);
        history.Counter("earlier_requests_total", ("code", "200")).PerMinute(60m);
        history
            .Counter("earlier_requests_total", ("code", "500"))
            .PerMinute(60m, earlier, earlier.AddHours(1));
        _server = await PrometheusServer.StartAsync(history);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static DateTimeOffset WholeHour() =>
        new(
            TimeProvider.System.GetUtcNow().Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour,
            TimeSpan.Zero
        );
}
