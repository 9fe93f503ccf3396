using SloOperator.Prometheus;
using SloOperator.Testing;

namespace SloOperator.Tests.Prometheus.Client;

public sealed class RequestThrottlesTests
{
    private static readonly EndpointOptions Endpoint = new("default", new Uri("http://p:9090"))
    {
        Limits = EndpointLimits.Default with { Concurrency = 1 },
    };

    private readonly RequestThrottles _throttles = new(new ManualTimeProvider(Asking.Noon));

    [Fact]
    public async Task Clients_of_one_endpoint_share_its_limit()
    {
        RequestThrottle budgets = _throttles.Of(Endpoint);
        RequestThrottle pages = _throttles.Of(Endpoint with { Headers = [] });
        IDisposable first = await budgets.EnterAsync(CancellationToken.None);

        Task<IDisposable> second = pages.EnterAsync(CancellationToken.None);
        second.IsCompleted.ShouldBeFalse();
        first.Dispose();

        (await second.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).Dispose();
    }

    [Fact]
    public async Task Another_endpoint_has_a_limit_of_its_own()
    {
        using IDisposable held = await _throttles.Of(Endpoint).EnterAsync(CancellationToken.None);

        Task<IDisposable> other = _throttles
            .Of(Endpoint with { Name = "metrics" })
            .EnterAsync(CancellationToken.None);

        (await other.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).Dispose();
    }

    [Fact]
    public void Limits_that_were_edited_are_in_force_at_once() =>
        _throttles
            .Of(Endpoint with { Limits = EndpointLimits.Default })
            .ShouldNotBeSameAs(_throttles.Of(Endpoint));
}
