using SloOperator.Domain.OnCall;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Alerts;

/// <summary>Reads samples of one tenant over spans of any length, in parts that an answer can hold.</summary>
internal sealed class SpanReader(PrometheusClient client, Tenant tenant)
{
    /// <summary>The longest part that is asked at once (oncall.md).</summary>
    private static readonly TimeSpan Chunk = TimeSpan.FromHours(6);

    /// <summary>What an answer cannot hold of this much cannot be helped by asking for less.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>Of a span with fewer chunks than this, asking which have samples costs more than it saves.</summary>
    private const int WorthCounting = 4;

    /// <summary>Prometheus refuses a range query of more than 11,000 points; both ends are one.</summary>
    private const int MostPoints = 10_999;

    /// <summary>The raw samples of <paramref name="span"/>, handed on answer by answer. Null when all was answered, else why not.</summary>
    public async Task<string?> ReadSamplesAsync(
        Selector firing,
        TimeRange span,
        Action<IReadOnlyList<SampleSeries>> take,
        CancellationToken ct
    )
    {
        IReadOnlyList<TimeRange> chunks = Split(span, Chunk);
        if (chunks.Count >= WorthCounting)
        {
            (chunks, string? failure) = await WithSamplesAsync(firing, span, ct);
            if (failure is not null)
            {
                return failure;
            }
        }

        string?[] failures = await Task.WhenAll(
            chunks.Select(chunk => ReadChunkAsync(firing, chunk, take, ct))
        );
        return Array.Find(failures, failure => failure is not null);
    }

    /// <summary>When the series was seen. Null when all was answered, else why not.</summary>
    public async Task<string?> ReadPresenceAsync(
        Selector coverage,
        EpisodeRule rule,
        TimeRange span,
        Action<IEnumerable<DateTimeOffset>> take,
        CancellationToken ct
    )
    {
        string promql = AlertPromQl.Presence(coverage, rule);
        foreach (TimeRange part in Split(span, MostPoints * rule.CoverageInterval))
        {
            QueryAnswer answer = await client.QueryRangeAsync(
                promql,
                part.Start,
                part.End,
                rule.CoverageInterval,
                tenant,
                ct
            );
            if (answer is not QueryAnswer.Answered { Series: var series })
            {
                return ReasonOf(answer);
            }

            take(series.SelectMany(one => one.Samples).Select(sample => sample.Time));
        }

        return null;
    }

    /// <summary>Which chunks have samples at all: most hours of most rotations are quiet.</summary>
    private async Task<(IReadOnlyList<TimeRange> Chunks, string? Failure)> WithSamplesAsync(
        Selector firing,
        TimeRange span,
        CancellationToken ct
    )
    {
        // Counted from the end, so that the first chunk may reach back before the span; what is read too much does no harm.
        int steps = (int)Math.Ceiling(span.Length / Chunk) - 1;
        QueryAnswer answer = await client.QueryRangeAsync(
            AlertPromQl.Counts(firing, Chunk),
            span.End - (steps * Chunk),
            span.End,
            Chunk,
            tenant,
            ct
        );
        return answer is QueryAnswer.Answered { Series: var series }
            ? (
                [
                    .. series
                        .SelectMany(one => one.Samples)
                        .Select(sample => new TimeRange(sample.Time - Chunk, sample.Time)),
                ],
                null
            )
            : ([], ReasonOf(answer));
    }

    private async Task<string?> ReadChunkAsync(
        Selector firing,
        TimeRange chunk,
        Action<IReadOnlyList<SampleSeries>> take,
        CancellationToken ct
    )
    {
        QueryAnswer answer = await client.QuerySamplesAsync(
            AlertPromQl.Samples(firing, chunk.Length),
            chunk.End,
            tenant,
            ct
        );
        switch (answer)
        {
            case QueryAnswer.Answered answered:
                take(answered.Series);
                return null;
            case QueryAnswer.Failed { Cause: FailureCause.TooLarge } when chunk.Length > Shortest:
                DateTimeOffset middle = Middle(chunk);
                return await ReadChunkAsync(firing, chunk with { End = middle }, take, ct)
                    ?? await ReadChunkAsync(firing, chunk with { Start = middle }, take, ct);
            default:
                return ReasonOf(answer);
        }
    }

    /// <summary>On a whole second: a range is written in milliseconds, and sums of halves should be the whole.</summary>
    private static DateTimeOffset Middle(TimeRange chunk) =>
        chunk.Start + TimeSpan.FromSeconds(Math.Floor(chunk.Length.TotalSeconds / 2));

    private static List<TimeRange> Split(TimeRange span, TimeSpan longest)
    {
        List<TimeRange> parts = [];
        for (DateTimeOffset start = span.Start; start < span.End; start += longest)
        {
            parts.Add(new TimeRange(start, start + longest).Intersect(span));
        }

        return parts;
    }

    private static string ReasonOf(QueryAnswer answer) =>
        answer switch
        {
            QueryAnswer.Refused refused => refused.Reason,
            QueryAnswer.Failed failed => failed.Reason,
            _ => throw new ArgumentException("An answer is no reason.", nameof(answer)),
        };
}
