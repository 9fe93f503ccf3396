namespace SloOperator.Domain.OnCall;

/// <summary>Sets of time as sorted ranges that neither touch nor overlap.</summary>
internal static class TimeRanges
{
    public static IReadOnlyList<TimeRange> Union(IEnumerable<TimeRange> ranges)
    {
        List<TimeRange> union = [];
        foreach (TimeRange range in ranges.Where(IsSome).OrderBy(range => range.Start))
        {
            if (union.Count > 0 && range.Start <= union[^1].End)
            {
                union[^1] = union[^1] with { End = Later(union[^1].End, range.End) };
            }
            else
            {
                union.Add(range);
            }
        }

        return union;
    }

    /// <summary>Of the time that both sets hold.</summary>
    public static TimeSpan LengthOfBoth(
        IReadOnlyList<TimeRange> left,
        IReadOnlyList<TimeRange> right
    )
    {
        long ticks = 0;
        int l = 0;
        int r = 0;
        while (l < left.Count && r < right.Count)
        {
            ticks += left[l].Intersect(right[r]).Length.Ticks;
            if (left[l].End < right[r].End)
            {
                l++;
            }
            else
            {
                r++;
            }
        }

        return TimeSpan.FromTicks(ticks);
    }

    private static bool IsSome(TimeRange range) => range.Length > TimeSpan.Zero;

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) =>
        left > right ? left : right;
}
