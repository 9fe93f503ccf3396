using SloOperator.Prometheus;
using SloOperator.Testing;

namespace SloOperator.Tests.Prometheus.Client;

public sealed class RequestThrottleTests
{
    private readonly ManualTimeProvider _clock = new(Asking.Noon);

    [Fact]
    public async Task One_second_s_worth_goes_at_once_and_the_next_waits_its_share()
    {
        var throttle = new RequestThrottle(
            EndpointLimits.Default with
            {
                Concurrency = 10,
                QueriesPerSecond = 2,
            },
            _clock
        );
        await throttle.EnterAsync(CancellationToken.None);
        await throttle.EnterAsync(CancellationToken.None);

        Task<IDisposable> third = throttle.EnterAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMilliseconds(499));
        third.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        (await third).ShouldNotBeNull();
    }

    [Fact]
    public async Task Idle_time_saves_up_no_more_than_a_second()
    {
        var throttle = new RequestThrottle(
            EndpointLimits.Default with
            {
                Concurrency = 10,
                QueriesPerSecond = 2,
            },
            _clock
        );
        _clock.Advance(TimeSpan.FromHours(1));
        await throttle.EnterAsync(CancellationToken.None);
        await throttle.EnterAsync(CancellationToken.None);

        throttle.EnterAsync(CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_request_beyond_the_concurrency_waits_for_one_to_end()
    {
        var throttle = new RequestThrottle(EndpointLimits.Default with { Concurrency = 1 }, _clock);
        IDisposable first = await throttle.EnterAsync(CancellationToken.None);

        Task<IDisposable> second = throttle.EnterAsync(CancellationToken.None);
        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        first.Dispose();

        using IDisposable entered = await second;
        throttle.EnterAsync(CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task One_who_gives_up_waiting_leaves_the_slot_free()
    {
        var throttle = new RequestThrottle(
            EndpointLimits.Default with
            {
                Concurrency = 1,
                QueriesPerSecond = 1,
            },
            _clock
        );
        (await throttle.EnterAsync(CancellationToken.None)).Dispose();
        using var caller = new CancellationTokenSource();
        Task<IDisposable> waiting = throttle.EnterAsync(caller.Token);
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);

        _clock.Advance(TimeSpan.FromSeconds(2));

        (await throttle.EnterAsync(CancellationToken.None)).ShouldNotBeNull();
    }
}
