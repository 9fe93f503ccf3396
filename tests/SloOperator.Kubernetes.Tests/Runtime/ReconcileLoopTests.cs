using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class ReconcileLoopTests : IDisposable
{
    private static readonly ReconcileResult _done = new ReconcileResult.Done();

    private readonly string _controller = Guid.NewGuid().ToString();
    private readonly ManualTimeProvider _clock = new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
    );
    private readonly WorkQueue<string> _queue;
    private readonly MeterRecord _metrics;
    private readonly CancellationTokenSource _stop = new();
    private int _calls;

    public ReconcileLoopTests()
    {
        _queue = new WorkQueue<string>(_clock, _controller);
        _metrics = new MeterRecord(_controller);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _queue.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task What_is_done_does_not_come_back()
    {
        await RunUntilDrainedAsync((_, _) => ValueTask.FromResult(_done));

        _calls.ShouldBe(1);
        _clock.Advance(TimeSpan.FromHours(1));
        _queue.Count.ShouldBe(0);
        _metrics["slo_operator_reconcile_total{outcome=done}"].ShouldBe(1);
    }

    [Fact]
    public async Task What_is_to_be_looked_at_again_comes_back_then()
    {
        Task run = Start(
            (_, _) =>
                ValueTask.FromResult<ReconcileResult>(
                    new ReconcileResult.Done(TimeSpan.FromMinutes(5))
                )
        );
        _queue.Add("a");
        // The limit of the call that is under way is a timer too, of one minute.
        await Eventually.TrueAsync(() => _clock.NextDue == TimeSpan.FromMinutes(5));

        _clock.Advance(TimeSpan.FromMinutes(5));

        await Eventually.TrueAsync(() => _calls == 2);
        await StopAsync(run);
    }

    [Fact]
    public async Task What_is_stalled_waits_for_an_edit()
    {
        await RunUntilDrainedAsync(
            (_, _) =>
                ValueTask.FromResult<ReconcileResult>(new ReconcileResult.Stalled("InvalidSpec"))
        );

        _clock.Advance(TimeSpan.FromDays(1));
        _queue.Count.ShouldBe(0);
        _metrics["slo_operator_reconcile_total{outcome=stalled}"].ShouldBe(1);
    }

    [Fact]
    public async Task Whatever_is_thrown_is_tried_again_with_a_growing_delay()
    {
        Task run = Start(
            (_, _) =>
                _calls <= 2
                    ? throw new InvalidTimeZoneException("odd")
                    : ValueTask.FromResult(_done)
        );
        _queue.Add("a");

        await AdvanceWhenPutOffAsync(5, calls: 1);
        await AdvanceWhenPutOffAsync(10, calls: 2);
        await Eventually.TrueAsync(() => _calls == 3);

        await StopAsync(run);
        _metrics["slo_operator_reconcile_total{outcome=error}"].ShouldBe(2);
        _metrics["slo_operator_queue_retries_total"].ShouldBe(2);
        _metrics["slo_operator_queue_adds_total"].ShouldBe(3);
        _metrics["slo_operator_queue_depth"].ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_after_a_success_counts_as_the_first()
    {
        Task run = Start(
            (_, _) =>
                _calls is 3
                    ? ValueTask.FromResult(_done)
                    : throw new InvalidTimeZoneException("odd")
        );
        _queue.Add("a");
        await AdvanceWhenPutOffAsync(5, calls: 1);
        await AdvanceWhenPutOffAsync(10, calls: 2);
        await Eventually.TrueAsync(() =>
            _metrics["slo_operator_reconcile_total{outcome=done}"] == 1
        );

        _queue.Add("a");
        await AdvanceWhenPutOffAsync(5, calls: 3);

        await Eventually.TrueAsync(() => _calls == 5);
        await StopAsync(run);
    }

    [Fact]
    public async Task A_retry_that_is_asked_for_is_counted_as_one()
    {
        Task run = Start(
            (_, _) =>
                ValueTask.FromResult<ReconcileResult>(
                    new ReconcileResult.Retry(new IOException("down"))
                )
        );
        _queue.Add("a");

        await Eventually.TrueAsync(() => _metrics["slo_operator_queue_retries_total"] == 1);

        await StopAsync(run);
        _metrics["slo_operator_reconcile_total{outcome=retry}"].ShouldBe(1);
    }

    [Fact]
    public async Task A_reconcile_that_takes_too_long_is_cancelled_and_tried_again()
    {
        Task run = Start(HangAsync);
        _queue.Add("a");
        await Eventually.TrueAsync(() => _calls == 1);

        _clock.Advance(TimeSpan.FromMinutes(1));

        await Eventually.TrueAsync(() => _metrics["slo_operator_queue_retries_total"] == 1);
        _metrics["slo_operator_reconcile_total{outcome=timeout}"].ShouldBe(1);
        _metrics["slo_operator_reconcile_duration_seconds"].ShouldBe(60);
        await StopAsync(run);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        Task run = Start((_, _) => throw new TaskCanceledException("a client's own timeout"));
        _queue.Add("a");

        await Eventually.TrueAsync(() =>
            _metrics["slo_operator_reconcile_total{outcome=error}"] == 1
        );

        run.IsCompleted.ShouldBeFalse();
        await StopAsync(run);
    }

    [Fact]
    public async Task Stopping_cancels_what_runs_and_counts_nothing()
    {
        Task run = Start(HangAsync);
        _queue.Add("a");
        await Eventually.TrueAsync(() => _calls == 1);

        await StopAsync(run);

        _metrics["slo_operator_reconcile_duration_seconds"].ShouldBe(0);
        _metrics["slo_operator_queue_retries_total"].ShouldBe(0);
    }

    [Fact]
    public async Task Workers_run_at_once_but_never_for_one_key()
    {
        var gate = new TaskCompletionSource();
        List<string> started = [];
        Task run = Start(
            async (key, _) =>
            {
                lock (started)
                {
                    started.Add(key);
                }

                await gate.Task;
                return _done;
            }
        );
        _queue.Add("a");
        _queue.Add("b");
        await Eventually.TrueAsync(() => _calls == 2);
        _queue.Add("a");
        _queue.Count.ShouldBe(0);
        gate.SetResult();

        await Eventually.TrueAsync(() => _calls == 3);

        await StopAsync(run);
        started.Order(StringComparer.Ordinal).ShouldBe(["a", "a", "b"]);
    }

    [Fact]
    public async Task A_worker_gives_its_thread_back_after_each_key()
    {
        int turns = 0;
        // What flows with a worker is told each time the worker is given a thread.
        var flow = new AsyncLocal<bool>(change =>
        {
            if (change is { ThreadContextChanged: true, CurrentValue: true })
            {
                Interlocked.Increment(ref turns);
            }
        });
        flow.Value = true;
        List<int> turnOfKey = [];
        _queue.Add("a");
        _queue.Add("b");
        _queue.Add("c");
        _queue.ShutDown();

        await Start(
            (_, _) =>
            {
                turnOfKey.Add(turns);
                return ValueTask.FromResult(_done);
            },
            new ReconcileLoopOptions { Workers = 1 }
        );

        turnOfKey.Count.ShouldBe(3);
        turnOfKey.ShouldBeUnique();
    }

    private async ValueTask<ReconcileResult> HangAsync(string key, CancellationToken ct)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        return _done;
    }

    private async Task AdvanceWhenPutOffAsync(int milliseconds, int calls)
    {
        await Eventually.TrueAsync(() =>
            _metrics["slo_operator_queue_retries_total"] == calls && _clock.PendingTimers == 1
        );
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }

    private async Task RunUntilDrainedAsync(
        Func<string, CancellationToken, ValueTask<ReconcileResult>> reconcile
    )
    {
        _queue.Add("a");
        _queue.ShutDown();
        await Start(reconcile);
    }

    private async Task StopAsync(Task run)
    {
        await _stop.CancelAsync();
        await run;
    }

    private Task Start(
        Func<string, CancellationToken, ValueTask<ReconcileResult>> reconcile,
        ReconcileLoopOptions? options = null
    )
    {
        var reconciler = new Reconciler((key, ct) => reconcile(key, Count(ct)));
        return new ReconcileLoop<string>(
            _queue,
            reconciler,
            options ?? new ReconcileLoopOptions(),
            NullLogger.Instance
        ).RunAsync(_stop.Token);
    }

    private CancellationToken Count(CancellationToken ct)
    {
        Interlocked.Increment(ref _calls);
        return ct;
    }

    private sealed class Reconciler(
        Func<string, CancellationToken, ValueTask<ReconcileResult>> reconcile
    ) : IReconciler<string>
    {
        public ValueTask<ReconcileResult> ReconcileAsync(string key, CancellationToken ct) =>
            reconcile(key, ct);
    }
}
