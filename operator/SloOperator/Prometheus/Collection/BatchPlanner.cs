using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Collection;

/// <summary>Puts what is due into as few requests as an endpoint can answer; pure.</summary>
internal static class BatchPlanner
{
    public const int MostObjectives = 50;

    /// <summary>Prometheus refuses more than 11,000 points a series.</summary>
    public const int MostPoints = 10_000;

    /// <summary>Half of what proxies commonly take in a body (1 MiB), because a form's encoding can double it.</summary>
    public const int MostText = 256 * 1024;

    /// <summary>A matrix sample is about 36 bytes: a time, and a number of up to 17 digits in quotes.</summary>
    private const int BytesPerPoint = 45;

    /// <summary>Half the cap is used, so that a guess can be wrong by as much.</summary>
    private const int Headroom = 2;

    private const int SeriesPerObjective = 2;

    public static IReadOnlyList<ReadBatch> Plan(IEnumerable<DueRead> due, EndpointOptions endpoint)
    {
        var batches = new List<ReadBatch>();
        var groups = due.GroupBy(read =>
            (read.Span, Headers: TenantHeaders.Expand(endpoint, read.Tenant), read.Halvings)
        );
        foreach (var group in groups)
        {
            int most = MostIn(group.Key.Span, group.Key.Halvings, endpoint.Limits.MaxResponseBytes);
            Fill(batches, group, most);
        }

        return batches;
    }

    /// <summary>How many points of each series go in one request.</summary>
    public static int PointsPerRequest(int halvings, long maxResponseBytes) =>
        (int)
            Math.Clamp(Budget(0, maxResponseBytes) / SeriesPerObjective, 1, MostPoints >> halvings);

    private static int MostIn(ReadSpan span, int halvings, long maxResponseBytes)
    {
        int points = Math.Min(span.Points, PointsPerRequest(halvings, maxResponseBytes));
        long most = Budget(halvings, maxResponseBytes) / (points * SeriesPerObjective);
        return (int)Math.Clamp(most, 1, Math.Max(1, MostObjectives >> halvings));
    }

    private static long Budget(int halvings, long maxResponseBytes) =>
        (maxResponseBytes / Headroom / BytesPerPoint) >> halvings;

    private static void Fill(List<ReadBatch> batches, IEnumerable<DueRead> group, int most)
    {
        var filling = new List<DueRead>();
        int text = 0;
        foreach (DueRead read in group)
        {
            int size = SizeOf(read.Queries);
            if (read.IsAlone)
            {
                batches.Add(new ReadBatch(read.Span, read.Tenant, [read]));
                continue;
            }

            if (filling.Count == most || (filling.Count > 0 && text + size > MostText))
            {
                Close(batches, filling);
                (filling, text) = ([], 0);
            }

            filling.Add(read);
            text += size;
        }

        Close(batches, filling);
    }

    private static void Close(List<ReadBatch> batches, List<DueRead> reads)
    {
        if (reads.Count > 0)
        {
            batches.Add(new ReadBatch(reads[0].Span, reads[0].Tenant, reads));
        }
    }

    private static int SizeOf(IndicatorQueries queries) =>
        queries.Bad.Length + queries.Total.Length + (2 * BatchQuery.Wrapping);
}
