using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>One replica's part in the election: waits for the lease, leads while it can be renewed, and stops the work when it cannot.</summary>
public sealed partial class LeaderElector
{
    private readonly LeaseKeeper _keeper;
    private readonly LeaderElectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _renewedAt;
    private volatile bool _leading;

    /// <exception cref="ArgumentException">No identity or namespace, or not RetryPeriod &lt; RenewDeadline &lt; LeaseDuration.</exception>
    public LeaderElector(
        ResourceApi<Lease> leases,
        LeaderElectionOptions options,
        TimeProvider time,
        ILogger logger
    )
    {
        string problems = string.Join("; ", options.Problems());
        if (problems.Length > 0)
        {
            throw new ArgumentException(problems, nameof(options));
        }

        _keeper = new LeaseKeeper(leases, options, time);
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Computed at each call: false from the moment the renew deadline passes, even if this process was frozen meanwhile.</summary>
    public bool IsLeader => _leading && Remaining > TimeSpan.Zero;

    /// <summary>Ours.</summary>
    public string HolderIdentity => _options.Identity;

    private TimeSpan Remaining =>
        _options.RenewDeadline - _time.GetElapsedTime(Volatile.Read(ref _renewedAt));

    /// <summary>Runs <paramref name="lead"/> while this replica leads; its token fires at the loss or when <paramref name="ct"/> does, and the lease is renewed until it has returned.</summary>
    /// <remarks>What <paramref name="lead"/> throws, cancellation apart, is thrown on after the release.</remarks>
    public async Task<LeadershipEnd> RunAsync(
        Func<CancellationToken, Task> lead,
        CancellationToken ct
    )
    {
        try
        {
            await AcquireAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return LeadershipEnd.Stopped;
        }

        _leading = true;
        Acquired(_logger, _options.Identity, _options.Lease);
        try
        {
            return await LeadAsync(lead, ct);
        }
        finally
        {
            _leading = false;
        }
    }

    private async Task AcquireAsync(CancellationToken ct)
    {
        while (true)
        {
            TimeSpan pause = _options.CandidatePeriod;
            switch (await TryAsync(ct))
            {
                case ElectionDecision.Wait wait:
                    pause = wait.Left < pause ? wait.Left : pause;
                    break;
                case not null:
                    return;
            }

            await Task.Delay(pause, _time, ct);
        }
    }

    [SuppressMessage(
        "Reliability",
        "CA2025",
        Justification = "The renewals are awaited before term is disposed of."
    )]
    private async Task<LeadershipEnd> LeadAsync(
        Func<CancellationToken, Task> lead,
        CancellationToken ct
    )
    {
        using var term = new CancellationTokenSource(NotNegative(Remaining), _time);
        using var working = CancellationTokenSource.CreateLinkedTokenSource(ct, term.Token);
        using var renewing = CancellationTokenSource.CreateLinkedTokenSource(term.Token);
        Task work = Task.Run(() => lead(working.Token), CancellationToken.None);
        Task renewals = RenewAsync(term, renewing.Token);
        await Task.WhenAny(work, renewals);
        await renewing.CancelAsync();
        await renewals;
        if (term.IsCancellationRequested)
        {
            return await LoseAsync(work);
        }

        await ReleaseAsync();
        await EndAsync(work, working.Token);
        return LeadershipEnd.Stopped;
    }

    /// <summary>Ends at the loss, or when the work is over.</summary>
    private async Task RenewAsync(CancellationTokenSource term, CancellationToken ct)
    {
        try
        {
            TimeSpan pause = _options.RetryPeriod;
            while (true)
            {
                await Task.Delay(pause, _time, ct);
                // After a freeze this may run before the term's own timer; others may have led since, so what is over is not renewed.
                bool isOver = Remaining <= TimeSpan.Zero;
                ElectionDecision? decision = isOver ? null : await TryAsync(ct);
                if (isOver || decision is ElectionDecision.Wait)
                {
                    await term.CancelAsync();
                    return;
                }

                pause = decision is null ? _options.FailedPeriod : _options.RetryPeriod;
                if (decision is not null)
                {
                    term.CancelAfter(NotNegative(Remaining));
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
    }

    /// <summary>Null when the attempt failed and another may succeed.</summary>
    private async Task<ElectionDecision?> TryAsync(CancellationToken ct)
    {
        // Counted from before the request: the server may have taken it long before its answer is here.
        long started = _time.GetTimestamp();
        using var limit = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            ElectionDecision decision = await _keeper.AttemptAsync(either.Token);
            if (decision is not ElectionDecision.Wait)
            {
                Volatile.Write(ref _renewedAt, started);
            }

            return decision;
        }
        catch (Exception e)
            when (e is KubeException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            AttemptFailed(_logger, _options.Lease, e.Message);
            return null;
        }
    }

    private async Task<LeadershipEnd> LoseAsync(Task work)
    {
        _leading = false;
        Lost(_logger, _options.Identity, _options.Lease, _keeper.Holder);
        // Work that does not stop must not keep the process from exiting before another leads.
        Task grace = Task.Delay(_options.LeaseDuration - _options.RenewDeadline, _time);
        if (await Task.WhenAny(work, grace) == work)
        {
            await EndAsync(work, new CancellationToken(canceled: true));
        }

        return LeadershipEnd.Lost;
    }

    private async Task ReleaseAsync()
    {
        _leading = false;
        using var limit = new CancellationTokenSource(_options.RequestTimeout, _time);
        try
        {
            if (await _keeper.ReleaseAsync(limit.Token))
            {
                Released(_logger, _options.Lease);
            }
        }
        catch (Exception e) when (e is KubeException or OperationCanceledException)
        {
            // It expires by itself.
            AttemptFailed(_logger, _options.Lease, e.Message);
        }
    }

    private static async Task EndAsync(Task work, CancellationToken cancelled)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested) { }
    }

    private static TimeSpan NotNegative(TimeSpan span) =>
        span < TimeSpan.Zero ? TimeSpan.Zero : span;

    [LoggerMessage(LogLevel.Information, "{Identity} leads by lease {Lease}")]
    private static partial void Acquired(ILogger logger, string identity, ResourceName lease);

    [LoggerMessage(LogLevel.Error, "{Identity} lost lease {Lease}, last seen with holder {Holder}")]
    private static partial void Lost(
        ILogger logger,
        string identity,
        ResourceName lease,
        string? holder
    );

    [LoggerMessage(LogLevel.Information, "Lease {Lease} is released")]
    private static partial void Released(ILogger logger, ResourceName lease);

    [LoggerMessage(LogLevel.Warning, "Lease {Lease}: {Problem}")]
    private static partial void AttemptFailed(ILogger logger, ResourceName lease, string problem);
}
