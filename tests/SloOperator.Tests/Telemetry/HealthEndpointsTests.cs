using System.Diagnostics.Metrics;
using System.Net;
using SloOperator.Telemetry;

namespace SloOperator.Tests.Telemetry;

public sealed class HealthEndpointsTests : IAsyncLifetime, IDisposable
{
    private readonly Meter _meter = new("SloOperator.Endpoints");
    private readonly HealthState _health = new();
    private readonly PrometheusText _metrics;
    private WebHost _host = null!;

    public HealthEndpointsTests() =>
        _metrics = new PrometheusText(meter => ReferenceEquals(meter, _meter));

    public async Task InitializeAsync() =>
        _host = await WebHost.StartAsync(endpoints =>
            endpoints.MapHealthAndMetrics(_health, _metrics)
        );

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose()
    {
        _metrics.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public async Task Readiness_is_503_and_names_the_part_that_is_not_ready()
    {
        _health.Report("store", ok: true, "5 objects");
        _health.Report("status files", ok: false, "No space left\non device");

        using HttpResponseMessage answer = await _host.Client.GetAsync(
            new Uri("/readyz", UriKind.Relative)
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            "not ok\n[-] status files: No space left on device\n[+] store: 5 objects\n"
        );
    }

    [Fact]
    public async Task Liveness_stays_200_while_a_part_is_only_not_ready()
    {
        _health.Report("status files", ok: false, "No space left");

        using HttpResponseMessage answer = await _host.Client.GetAsync(
            new Uri("/healthz", UriKind.Relative)
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            "ok\n[-] status files: No space left\n"
        );
    }

    [Fact]
    public async Task Liveness_is_503_when_a_restart_would_help()
    {
        _health.Report("leadership", ok: false, "lost", HealthScope.Live);

        using HttpResponseMessage answer = await _host.Client.GetAsync(
            new Uri("/healthz", UriKind.Relative)
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Metrics_come_as_text_0_0_4()
    {
        _meter.CreateCounter<int>("slo_operator_x_total").Add(4);

        using HttpResponseMessage answer = await _host.Client.GetAsync(
            new Uri("/metrics", UriKind.Relative)
        );

        answer
            .Content.Headers.ContentType!.ToString()
            .ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            "# TYPE slo_operator_x_total counter\nslo_operator_x_total 4\n"
        );
    }

    [Fact]
    public async Task Writing_to_them_is_refused()
    {
        using HttpResponseMessage answer = await _host.Client.PostAsync(
            new Uri("/metrics", UriKind.Relative),
            content: null
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }
}
