using Microsoft.Extensions.Logging;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>Works through a queue with several workers; whatever a reconciler throws ends here, as a retry.</summary>
public sealed partial class ReconcileLoop<TKey>
    where TKey : notnull
{
    private readonly WorkQueue<TKey> _queue;
    private readonly IReconciler<TKey> _reconciler;
    private readonly ReconcileLoopOptions _options;
    private readonly ILogger _logger;

    /// <exception cref="ArgumentOutOfRangeException">No workers, or no time.</exception>
    public ReconcileLoop(
        WorkQueue<TKey> queue,
        IReconciler<TKey> reconciler,
        ReconcileLoopOptions options,
        ILogger logger
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(
            options.Timeout,
            TimeSpan.Zero,
            nameof(options)
        );
        _queue = queue;
        _reconciler = reconciler;
        _options = options;
        _logger = logger;
    }

    /// <summary>Ends when the queue is shut down and drained, or at once when cancelled; then every worker has stopped.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await Task.WhenAll(
                Enumerable.Range(0, _options.Workers).Select(_ => Task.Run(() => WorkAsync(ct), ct))
            );
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
    }

    private async Task WorkAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            (TKey key, bool isShutDown) = await _queue.GetAsync(ct);
            if (isShutDown)
            {
                return;
            }

            try
            {
                await TakeAsync(key, ct);
            }
            finally
            {
                _queue.Done(key);
            }

            // A fleet whose every reconcile ends at once would else hold a thread to its end, while who asks at a door waits.
            await Task.Yield();
        }
    }

    private async Task TakeAsync(TKey key, CancellationToken ct)
    {
        long start = _queue.Time.GetTimestamp();
        (ReconcileResult result, string outcome) = await ReconcileAsync(key, ct);
        RuntimeMetrics.Reconciled(_queue.Controller, outcome, _queue.Time.GetElapsedTime(start));
        Schedule(key, result);
    }

    private async Task<(ReconcileResult Result, string Outcome)> ReconcileAsync(
        TKey key,
        CancellationToken ct
    )
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _queue.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            ReconcileResult result = await _reconciler.ReconcileAsync(key, either.Token);
            return (result, OutcomeOf(result));
        }
        catch (OperationCanceledException e)
            when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            var timeout = new TimeoutException(
                $"The reconcile took longer than {_options.Timeout}",
                e
            );
            return (new ReconcileResult.Retry(timeout), "timeout");
        }
        // A cancellation that neither we nor the host asked for is a failure like any other.
        catch (Exception e)
            when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return (new ReconcileResult.Retry(e), "error");
        }
    }

    private void Schedule(TKey key, ReconcileResult result)
    {
        if (result is ReconcileResult.Retry retry)
        {
            Failed(_logger, _queue.Controller, key, retry.Cause);
            _queue.Retry(key);
            return;
        }

        _queue.Forget(key);
        if (result is ReconcileResult.Stalled stalled)
        {
            Stalled(_logger, _queue.Controller, key, stalled.Reason);
        }
        else if (result is ReconcileResult.Done { RequeueAfter: { } after })
        {
            _queue.AddAfter(key, after);
        }
    }

    private static string OutcomeOf(ReconcileResult result) =>
        result switch
        {
            ReconcileResult.Done => "done",
            ReconcileResult.Stalled => "stalled",
            _ => "retry",
        };

    [LoggerMessage(
        LogLevel.Warning,
        "{Controller}: reconcile of {Key} failed and will be tried again"
    )]
    private static partial void Failed(
        ILogger logger,
        string controller,
        TKey key,
        Exception cause
    );

    [LoggerMessage(LogLevel.Information, "{Controller}: {Key} is stalled: {Reason}")]
    private static partial void Stalled(ILogger logger, string controller, TKey key, string reason);
}
