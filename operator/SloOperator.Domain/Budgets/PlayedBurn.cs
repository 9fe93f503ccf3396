using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>Two burn windows on their way into the future, bucket by bucket.</summary>
internal sealed class PlayedBurn(Objective objective, CountedHistory history, TrafficAhead ahead)
{
    /// <summary>Null when it burns faster still once both windows hold nothing but what is assumed.</summary>
    public DateTimeOffset? FirstAtMost(BurnTier tier)
    {
        long shorter = BucketsIn(tier.Short);
        long longer = BucketsIn(tier.Long);
        long end = history.End;
        Tally inShort = history.Over(end - shorter, end);
        Tally inLong = history.Over(end - longer, end);
        (Tally mostShort, Tally mostLong) = (inShort, inLong);
        long last = end + Math.Max(shorter, longer);
        for (long index = end; index <= last; index++)
        {
            if (Rate(inShort) <= tier.Above || Rate(inLong) <= tier.Above)
            {
                return BucketGrid.EndOf(index);
            }

            Tally coming = At(index + 1);
            (mostShort, mostLong) = (mostShort + coming, mostLong + coming);
            inShort = (inShort + coming - At(index + 1 - shorter)).Clean(mostShort);
            inLong = (inLong + coming - At(index + 1 - longer)).Clean(mostLong);
        }

        return null;
    }

    private Tally At(long index) =>
        index > history.End ? ahead.Over(index - 1, index) : history.At(index) ?? default;

    /// <summary>A look-back shorter than a slice takes the last complete slice.</summary>
    private long BucketsIn(TimeSpan length) =>
        Math.Max(length.Ticks / BucketGrid.Length.Ticks, objective.Timeslice?.Buckets ?? 1);

    private decimal Rate(Tally tally) =>
        tally.Count <= 0
            ? 0
            : Math.Min(1, (decimal)tally.Bad / (decimal)tally.Count)
                / objective.Target.AllowedRatio;
}
