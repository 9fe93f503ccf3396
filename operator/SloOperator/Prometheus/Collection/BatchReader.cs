using SloOperator.Domain.Budgets;

namespace SloOperator.Prometheus.Collection;

/// <summary>Asks batches within one pass and hands every objective its part of the answer; what is refused is halved until it stands alone.</summary>
internal sealed class BatchReader(
    PrometheusClient client,
    EndpointOptions endpoint,
    PassClock clock,
    ChangedOwners changed
)
{
    public PassTally Tally { get; } = new();

    /// <summary>Piece by piece; an objective that misses one gets none of the later, for its ledger would have a hole.</summary>
    public async Task ReadAsync(ReadBatch batch, CancellationToken ct)
    {
        IReadOnlyList<DueRead> left = batch.Reads;
        foreach (ReadSpan piece in PiecesOf(batch))
        {
            left = await AskAsync(batch with { Span = piece, Reads = left }, ct);
            if (left.Count == 0)
            {
                return;
            }
        }
    }

    private IEnumerable<ReadSpan> PiecesOf(ReadBatch batch) =>
        batch.Span.Kind is ReadKind.Fresh or ReadKind.Gap
            ? batch.Span.Pieces(
                BatchPlanner.PointsPerRequest(
                    batch.Reads[0].Halvings,
                    endpoint.Limits.MaxResponseBytes
                )
            )
            : [batch.Span];

    /// <summary>Returns the reads that were fed.</summary>
    private async Task<IReadOnlyList<DueRead>> AskAsync(ReadBatch batch, CancellationToken ct)
    {
        if (Tally.ReasonToStop(endpoint.Limits.Concurrency) is { } known)
        {
            Fail(batch, new QueryAnswer.Failed(known));
            return [];
        }

        BatchQuery query = batch.Query();
        switch (await SendAsync(query, batch, ct))
        {
            case QueryAnswer.Answered answered:
                Tally.CountAnswer();
                return Take(batch, query, new BatchAnswer(answered.Series, query.Expressions));
            case QueryAnswer.Refused when batch.Reads.Count > 1:
                Tally.CountAnswer();
                return await HalveAsync(batch, ct);
            case QueryAnswer.Refused refused:
                Tally.CountAnswer();
                Refuse(batch, refused.Reason);
                return [];
            case QueryAnswer.Failed failed when batch.Reads.Count > 1 && failed.IsOfThisQuestion:
                // Counted as failures, so that an endpoint that answers nothing is not asked for every half.
                Tally.CountFailure(failed.Reason, TooMuch(failed, batch));
                return await HalveAsync(batch, ct);
            case QueryAnswer.Failed failed:
                Tally.CountFailure(failed.Reason, TooMuch(failed, batch));
                Fail(batch, failed);
                return [];
            default:
                throw new InvalidOperationException("An answer is one of three.");
        }
    }

    /// <summary>Those of whom less is to be asked from now on; a warning has nothing to do with how much was asked.</summary>
    private static IReadOnlyList<DueRead> TooMuch(QueryAnswer.Failed failed, ReadBatch batch) =>
        failed.Cause == FailureCause.Partial ? [] : batch.Reads;

    private Task<QueryAnswer> SendAsync(BatchQuery query, ReadBatch batch, CancellationToken ct) =>
        batch.Span.IsInstant
            ? client.QueryAsync(query.Text, batch.Span.Last, batch.Tenant, ct)
            : client.QueryRangeAsync(
                query.Text,
                batch.Span.First,
                batch.Span.Last,
                BucketGrid.Length,
                batch.Tenant,
                ct
            );

    private async Task<IReadOnlyList<DueRead>> HalveAsync(ReadBatch batch, CancellationToken ct)
    {
        (ReadBatch left, ReadBatch right) = batch.Halve();
        return [.. await AskAsync(left, ct), .. await AskAsync(right, ct)];
    }

    private List<DueRead> Take(ReadBatch batch, BatchQuery query, BatchAnswer answer)
    {
        var fed = new List<DueRead>(batch.Reads.Count);
        for (int i = 0; i < batch.Reads.Count; i++)
        {
            if (TakeOne(batch.Reads[i].Objective, batch.Span, query.Refs[i], answer))
            {
                fed.Add(batch.Reads[i]);
            }
        }

        return fed;
    }

    private bool TakeOne(
        TrackedObjective objective,
        ReadSpan span,
        ExpressionRefs refs,
        BatchAnswer answer
    )
    {
        lock (objective.Owner.Gate)
        {
            if (answer.IsCrowded(refs))
            {
                Note(
                    objective,
                    span,
                    () =>
                        objective.TakeNonsense(
                            "several series came where one sum was expected",
                            clock.Boundary,
                            isAlone: false
                        )
                );
                return false;
            }

            Feed(objective, span, answer.SamplesOf(refs.Bad), answer.SamplesOf(refs.Total));
            Tell(objective);
            return true;
        }
    }

    /// <summary>Figures with a stretch missing are not news: they are whole as soon as it was read again, which follows at once.</summary>
    private void Tell(TrackedObjective objective)
    {
        if (objective.MustReadAgain)
        {
            Tally.AskForMore();
        }
        else
        {
            changed.Add(objective);
        }
    }

    private void Feed(
        TrackedObjective objective,
        ReadSpan span,
        IReadOnlyList<Sample> bad,
        IReadOnlyList<Sample> total
    )
    {
        if (span.IsApart)
        {
            objective.TakeApart(span, clock.Boundary, bad, total);
        }
        else if (span.Kind == ReadKind.Live)
        {
            objective.TakeLive(
                span.Last,
                new SampleCursor(bad).At(span.Last),
                new SampleCursor(total).At(span.Last)
            );
        }
        else
        {
            objective.TakeRange(span, clock.Boundary, bad, total);
        }
    }

    private void Refuse(ReadBatch batch, string reason)
    {
        TrackedObjective objective = batch.Reads[0].Objective;
        lock (objective.Owner.Gate)
        {
            Note(
                objective,
                batch.Span,
                () =>
                    objective.TakeNonsense(
                        $"Prometheus refused the query: {reason}",
                        clock.Boundary,
                        isAlone: true
                    )
            );
        }
    }

    private void Fail(ReadBatch batch, QueryAnswer.Failed failed)
    {
        bool isAlone = batch.Reads.Count == 1 && failed.Cause == FailureCause.Partial;
        foreach (TrackedObjective objective in batch.Reads.Select(read => read.Objective))
        {
            lock (objective.Owner.Gate)
            {
                Note(
                    objective,
                    batch.Span,
                    () => objective.TakeFailure(failed.Reason, clock.At, isAlone)
                );
            }
        }
    }

    private void Note(TrackedObjective objective, ReadSpan span, Func<bool> take)
    {
        if (!span.IsOfThePast && take())
        {
            changed.Add(objective);
        }
    }
}
