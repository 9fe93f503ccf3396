using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class WorkQueueTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
    );
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests() => _queue = new WorkQueue<string>(_clock, "test");

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task A_key_that_is_added_twice_waits_once()
    {
        _queue.Add("a");
        _queue.Add("a");

        _queue.Count.ShouldBe(1);
        (await TakeAsync()).ShouldBe("a");
    }

    [Fact]
    public async Task Keys_come_in_the_order_of_their_first_add()
    {
        _queue.Add("a");
        _queue.Add("b");
        _queue.Add("a");

        (await TakeAsync()).ShouldBe("a");
        (await TakeAsync()).ShouldBe("b");
    }

    [Fact]
    public async Task A_key_with_a_worker_is_not_given_to_a_second()
    {
        _queue.Add("a");
        await TakeAsync();
        _queue.Add("a");

        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_key_added_while_it_is_worked_on_comes_back_once_after_done()
    {
        _queue.Add("a");
        await TakeAsync();
        _queue.Add("a");
        _queue.Add("a");

        _queue.Done("a");

        (await TakeAsync()).ShouldBe("a");
        _queue.Done("a");
        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_waiting_worker_gets_the_next_key()
    {
        Task<string> waiting = TakeAsync();
        waiting.IsCompleted.ShouldBeFalse();

        _queue.Add("a");

        (await waiting).ShouldBe("a");
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        ValueTask<(string, bool)> waiting = _queue.GetAsync(stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting.AsTask());
    }

    [Fact]
    public void A_delayed_key_is_ready_when_the_delay_is_over_and_not_before()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));

        _clock.Advance(TimeSpan.FromSeconds(9.999));
        _queue.Count.ShouldBe(0);
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        _queue.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(10, 60)]
    [InlineData(60, 10)]
    public async Task Of_two_delays_the_earlier_is_kept(int first, int second)
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(first));
        _queue.AddAfter("a", TimeSpan.FromSeconds(second));

        _clock.Advance(TimeSpan.FromSeconds(10));
        (await TakeAsync()).ShouldBe("a");
        _queue.Done("a");

        _clock.Advance(TimeSpan.FromSeconds(60));
        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Delayed_keys_come_in_the_order_of_their_times()
    {
        _queue.AddAfter("late", TimeSpan.FromSeconds(3));
        _queue.AddAfter("early", TimeSpan.FromSeconds(1));

        _clock.Advance(TimeSpan.FromSeconds(3));

        (await TakeAsync()).ShouldBe("early");
        (await TakeAsync()).ShouldBe("late");
    }

    [Fact]
    public void A_delay_is_not_moved_by_the_wall_clock()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));

        _clock.JumpWallClock(TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromSeconds(9));
        _queue.Count.ShouldBe(0);
        _clock.JumpWallClock(TimeSpan.FromHours(-2));
        _clock.Advance(TimeSpan.FromSeconds(1));

        _queue.Count.ShouldBe(1);
    }

    [Fact]
    public void No_delay_is_an_add()
    {
        _queue.AddAfter("a", TimeSpan.Zero);

        _queue.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(17, 655_360)]
    [InlineData(18, 1_000_000)]
    [InlineData(1_000_000, 1_000_000)]
    public void The_backoff_doubles_from_5_ms_to_1000_s(int failures, int milliseconds) =>
        Backoff.After(failures).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public async Task Failures_put_a_key_off_longer_each_time()
    {
        await RetryAfterAsync(5);
        await RetryAfterAsync(10);
        await RetryAfterAsync(20);
    }

    [Fact]
    public async Task After_forget_the_backoff_starts_again()
    {
        await RetryAfterAsync(5);
        await RetryAfterAsync(10);

        _queue.Forget("a");

        await RetryAfterAsync(5);
    }

    [Fact]
    public async Task A_key_is_never_dropped_however_often_it_fails()
    {
        _queue.Add("a");
        for (int failure = 0; failure < 500; failure++)
        {
            (await TakeAsync()).ShouldBe("a");
            _queue.Retry("a");
            _queue.Done("a");
            _clock.Advance(TimeSpan.FromSeconds(1000));
        }

        _queue.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_shutdown_the_rest_is_handed_out_and_then_no_more()
    {
        _queue.Add("a");
        _queue.AddAfter("delayed", TimeSpan.FromSeconds(1));

        _queue.ShutDown();
        _queue.Add("b");
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await _queue.GetAsync(default)).ShouldBe(("a", false));
        (await _queue.GetAsync(default)).IsShutDown.ShouldBeTrue();
    }

    [Fact]
    public async Task Shutdown_wakes_workers_that_wait()
    {
        Task<(string Key, bool IsShutDown)> waiting = _queue.GetAsync(default).AsTask();

        _queue.ShutDown();

        (await waiting).IsShutDown.ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_made_dirty_before_shutdown_is_still_drained()
    {
        _queue.Add("a");
        await TakeAsync();
        _queue.Add("a");
        _queue.ShutDown();

        _queue.Done("a");

        (await _queue.GetAsync(default)).ShouldBe(("a", false));
    }

    private async Task RetryAfterAsync(int milliseconds)
    {
        _queue.Retry("a");
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        _queue.Count.ShouldBe(0);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        (await TakeAsync()).ShouldBe("a");
        _queue.Done("a");
    }

    private async Task<string> TakeAsync()
    {
        (string key, bool isShutDown) = await _queue
            .GetAsync(default)
            .AsTask()
            .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        isShutDown.ShouldBeFalse();
        return key;
    }
}
