using SloOperator.Prometheus;
using SloOperator.Testing;
using SloOperator.Tests.Http;

namespace SloOperator.Tests.Prometheus.Client;

/// <summary>One client of one endpoint, with a clock and secrets that a test moves.</summary>
internal sealed class Asking : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly PrometheusClient _client;

    public Asking(Uri url, Func<EndpointOptions, EndpointOptions>? adjust = null)
    {
        var options = new EndpointOptions("default", url);
        _client = new PrometheusClient(adjust?.Invoke(options) ?? options, Secrets, Clock);
    }

    public static Tenant Payments { get; } = new("payments", "checkout");

    public ManualTimeProvider Clock { get; } = new(Noon);

    public Secrets Secrets { get; } = new();

    public PrometheusClient Client => _client;

    public Task<QueryAnswer> QueryAsync(string promql = "up") =>
        _client.QueryAsync(promql, Noon, Payments, CancellationToken.None);

    public async Task<string> FailureAsync() =>
        (await QueryAsync()).ShouldBeOfType<QueryAnswer.Failed>().Reason;

    public async Task<string> RefusalAsync() =>
        (await QueryAsync()).ShouldBeOfType<QueryAnswer.Refused>().Reason;

    public void Dispose() => _client.Dispose();
}
