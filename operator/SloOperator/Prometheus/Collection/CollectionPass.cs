namespace SloOperator.Prometheus.Collection;

/// <summary>
/// One pass over an endpoint's objectives: first those that only lack the newest minutes, then, when there were none, upkeep; last the long reads,
/// which stop when <paramref name="mayGoOn"/> says so and go on in the next pass.
/// </summary>
internal sealed class CollectionPass(
    PrometheusClient client,
    EndpointOptions endpoint,
    PassClock clock,
    ChangedOwners changed,
    Func<bool> mayGoOn
)
{
    /// <summary>The far ends of a fleet's windows come due together; half an hour has passes for all at this share each.</summary>
    private const int ShareOfEdgesPerPass = 20;

    /// <summary>As many requests as the objectives' own reads may take.</summary>
    private const int ShareOfBoundariesPerPass = 50;

    private readonly BatchReader _reader = new(client, endpoint, clock, changed);

    private bool _isAllRead = true;

    /// <summary>False when reads were left for the next pass.</summary>
    public bool IsDone => _isAllRead && !Tally.IsMoreWanted;

    public PassTally Tally => _reader.Tally;

    public async Task RunAsync(
        IReadOnlyList<TrackedObjective> objectives,
        long number,
        CancellationToken ct
    )
    {
        List<(TrackedObjective Objective, ReadSpan Span)> due = [.. objectives.SelectMany(DueOf)];
        ILookup<bool, (TrackedObjective Objective, ReadSpan Span)> byLength = due.ToLookup(IsLong);
        await ReadAsync(byLength[false], number, ct);
        changed.Flush();
        if (!byLength[false].Any())
        {
            await KeepUpAsync(objectives, number, ct);
        }

        TrackedObjective[] waiting =
        [
            .. byLength[true].Select(one => one.Objective).OrderBy(one => one.LastPass),
        ];
        await ReadLongAsync(waiting, number, ct);
        changed.Flush();

        // What is wanted apart waits for a pass with nothing else to do, which is to come at once: figures are short of it.
        _isAllRead &= Tally.LastFailure is not null || !objectives.Any(IsApartDue);
    }

    /// <summary>Nothing of now is due: time for what the numbers of later depend on.</summary>
    private async Task KeepUpAsync(
        IReadOnlyList<TrackedObjective> objectives,
        long number,
        CancellationToken ct
    )
    {
        int boundaries = Math.Max(1, objectives.Count / ShareOfBoundariesPerPass);
        await ResolveAsync([.. objectives.Where(MustCheckBoundaries).Take(boundaries)], ct);
        int edges = Math.Max(BatchPlanner.MostObjectives, objectives.Count / ShareOfEdgesPerPass);
        await ReadAsync([.. objectives.SelectMany(EdgeOf).Take(edges)], number, ct);
        await ReadAsync([.. objectives.SelectMany(ApartOf).Take(edges)], number, ct);
    }

    private async Task ReadLongAsync(
        IReadOnlyList<TrackedObjective> waiting,
        long number,
        CancellationToken ct
    )
    {
        await ResolveAsync([.. waiting.Where(objective => !HasQueries(objective))], ct);
        changed.Flush();
        IReadOnlyList<ReadBatch> batches = Plan(waiting.Where(HasQueries).SelectMany(DueOf));
        await ForEachAsync(
            batches.Index(),
            one => ReadLongAsync(one.Item, one.Index == 0, number, ct),
            ct
        );
    }

    /// <summary>The first goes in any case: a slow endpoint gets on too, if slowly.</summary>
    private async Task ReadLongAsync(
        ReadBatch batch,
        bool isFirst,
        long number,
        CancellationToken ct
    )
    {
        if (!isFirst && !mayGoOn())
        {
            _isAllRead = false;
            return;
        }

        foreach (DueRead read in batch.Reads)
        {
            read.Objective.LastPass = number;
        }

        await _reader.ReadAsync(batch, ct);
        changed.Flush();
    }

    private Task ReadAsync(
        IEnumerable<(TrackedObjective Objective, ReadSpan Span)> due,
        long number,
        CancellationToken ct
    )
    {
        IReadOnlyList<ReadBatch> batches = Plan(due);
        return batches.Count == 0
            ? Task.CompletedTask
            : ForEachAsync(Rotate(batches, number), batch => _reader.ReadAsync(batch, ct), ct);
    }

    /// <summary>Another batch goes first each time: where a pass stops early, none is always left behind.</summary>
    private static IEnumerable<ReadBatch> Rotate(IReadOnlyList<ReadBatch> batches, long number)
    {
        int first = (int)(number % batches.Count);
        return batches.Skip(first).Concat(batches.Take(first));
    }

    private Task ResolveAsync(IReadOnlyList<TrackedObjective> objectives, CancellationToken ct)
    {
        var resolver = new BoundaryReader(
            client,
            endpoint.Limits.Concurrency,
            clock,
            Tally,
            changed
        );
        IEnumerable<IReadOnlyList<TrackedObjective>> groups = objectives
            .GroupBy(one => (one.Latency!.Histogram, one.Key.Headers, one.Subscription.Window))
            .Select(group => group.ToArray());
        return ForEachAsync(groups, group => resolver.ReadAsync(group, ct), ct);
    }

    private Task ForEachAsync<T>(IEnumerable<T> items, Func<T, Task> act, CancellationToken ct)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = endpoint.Limits.Concurrency,
            CancellationToken = ct,
        };
        return Parallel.ForEachAsync(items, options, async (item, _) => await act(item));
    }

    private static bool IsLong((TrackedObjective Objective, ReadSpan Span) due) =>
        due.Span.Kind is ReadKind.Fresh or ReadKind.Gap;

    private IEnumerable<(TrackedObjective Objective, ReadSpan Span)> DueOf(
        TrackedObjective objective
    )
    {
        ReadSpan? span;
        lock (objective.Owner.Gate)
        {
            span = objective.NextSpan(clock.Settled, clock.Boundary);
        }

        return span is { } due ? [(objective, due)] : [];
    }

    private IEnumerable<(TrackedObjective Objective, ReadSpan Span)> EdgeOf(
        TrackedObjective objective
    )
    {
        ReadSpan? span;
        lock (objective.Owner.Gate)
        {
            span = objective.NextEdge(clock.Boundary);
        }

        return span is { } due ? [(objective, due)] : [];
    }

    private (TrackedObjective Objective, ReadSpan Span)[] ApartOf(TrackedObjective objective)
    {
        lock (objective.Owner.Gate)
        {
            return [.. objective.NextApart(clock.Boundary).Select(span => (objective, span))];
        }
    }

    private bool IsApartDue(TrackedObjective objective)
    {
        lock (objective.Owner.Gate)
        {
            return objective.NextApart(clock.Boundary).Any();
        }
    }

    private bool MustCheckBoundaries(TrackedObjective objective)
    {
        lock (objective.Owner.Gate)
        {
            return objective.MustCheckBoundaries(clock.At);
        }
    }

    private static bool HasQueries(TrackedObjective objective)
    {
        lock (objective.Owner.Gate)
        {
            return !objective.LacksBoundaries;
        }
    }

    private IReadOnlyList<ReadBatch> Plan(
        IEnumerable<(TrackedObjective Objective, ReadSpan Span)> due
    ) => BatchPlanner.Plan(due.Select(ToRead), endpoint);

    private DueRead ToRead((TrackedObjective Objective, ReadSpan Span) due)
    {
        lock (due.Objective.Owner.Gate)
        {
            return due.Objective.ToRead(due.Span, clock.Boundary);
        }
    }
}
