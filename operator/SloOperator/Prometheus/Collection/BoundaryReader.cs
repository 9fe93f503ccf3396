namespace SloOperator.Prometheus.Collection;

/// <summary>Asks which bucket boundaries a histogram had over its window.</summary>
internal sealed class BoundaryReader(
    PrometheusClient client,
    int concurrency,
    PassClock clock,
    PassTally tally,
    ChangedOwners changed
)
{
    /// <summary>The objectives are on one histogram, for one tenant, over one window.</summary>
    public async Task ReadAsync(IReadOnlyList<TrackedObjective> objectives, CancellationToken ct)
    {
        TrackedObjective first = objectives[0];
        Reply<IReadOnlyList<string>> reply = tally.ReasonToStop(concurrency) is { } known
            ? new Reply<IReadOnlyList<string>>.Failed(known)
            : await AskAsync(first, ct);
        foreach (TrackedObjective objective in objectives)
        {
            lock (objective.Owner.Gate)
            {
                if (Take(objective, reply))
                {
                    changed.Add(objective);
                }
            }
        }
    }

    private async Task<Reply<IReadOnlyList<string>>> AskAsync(
        TrackedObjective objective,
        CancellationToken ct
    )
    {
        Reply<IReadOnlyList<string>> reply = await client.LabelValuesAsync(
            "le",
            objective.Latency!.Histogram.WithSuffix("_bucket"),
            ReadSchedule.Start(objective.Subscription.Window, clock.Boundary),
            clock.At,
            objective.Tenant,
            ct
        );
        Count(reply);
        return reply;
    }

    private void Count(Reply<IReadOnlyList<string>> reply)
    {
        if (reply is Reply<IReadOnlyList<string>>.Failed failed)
        {
            tally.CountFailure(failed.Reason, []);
        }
        else
        {
            tally.CountAnswer();
        }
    }

    /// <summary>What was known of the boundaries before goes on being used while they cannot be asked for.</summary>
    private bool Take(TrackedObjective objective, Reply<IReadOnlyList<string>> reply) =>
        reply switch
        {
            Reply<IReadOnlyList<string>>.Answered answered => objective.TakeBoundaries(
                answered.Value,
                clock
            ),
            Reply<IReadOnlyList<string>>.Failed failed => objective.LacksBoundaries
                && objective.TakeFailure(failed.Reason, clock.At),
            Reply<IReadOnlyList<string>>.Refused refused => objective.LacksBoundaries
                && objective.TakeNonsense(
                    $"Prometheus refused to list the buckets: {refused.Reason}",
                    clock.Boundary,
                    isAlone: false
                ),
            _ => throw new InvalidOperationException("A reply is one of three."),
        };
}
