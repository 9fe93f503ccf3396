using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.OnCall;

namespace SloOperator.Prometheus.Alerts;

/// <summary>When Prometheus would have noticed a page, read once for all policies that ask the same of it.</summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A semaphore whose wait handle is never asked for holds nothing."
)]
internal sealed class CoverageStream(SpanReader reader, AlertQuery query)
{
    private readonly SemaphoreSlim _oneReader = new(1);
    private readonly Lock _gate = new();
    private readonly CoverageLedger _seen = new(query.Rule.CoverageInterval);
    private TimeRange? _known;

    /// <summary>Reads what of the span is not known yet. Null when all of it is, else why not.</summary>
    public async Task<string?> EnsureAsync(TimeRange span, CancellationToken ct)
    {
        await _oneReader.WaitAsync(ct);
        try
        {
            TimeRange aligned = Align(span);
            if (_known is not { } known || known.End > aligned.End)
            {
                // The first time; or the clock was put back, and what it said of the time to come was not so.
                _known = null;
                return await ReadAsync(aligned, ct);
            }

            string? failure =
                aligned.Start < known.Start
                    ? await ReadAsync(aligned with { End = known.Start }, ct)
                    : null;
            return failure
                ?? (
                    aligned.End > known.End
                        ? await ReadAsync(aligned with { Start = known.End - Overlap }, ct)
                        : null
                );
        }
        finally
        {
            _oneReader.Release();
        }
    }

    public IReadOnlyList<TimeRange> Within(TimeRange range)
    {
        lock (_gate)
        {
            return _seen.Within(range);
        }
    }

    public void Forget(DateTimeOffset before)
    {
        lock (_gate)
        {
            _seen.Forget(before);
            _known =
                _known is { } known && known.Start < before && before < known.End
                    ? known with
                    {
                        Start = before,
                    }
                    : _known;
        }
    }

    /// <summary>Samples may come late by so much.</summary>
    private TimeSpan Overlap => query.Rule.MergeGap;

    private async Task<string?> ReadAsync(TimeRange span, CancellationToken ct)
    {
        string? failure = await reader.ReadPresenceAsync(
            query.Coverage,
            query.Rule,
            span,
            times =>
            {
                lock (_gate)
                {
                    _seen.Add(times);
                }
            },
            ct
        );
        if (failure is null)
        {
            lock (_gate)
            {
                _known = _known is { } known
                    ? new TimeRange(Earlier(known.Start, span.Start), Later(known.End, span.End))
                    : span;
            }
        }

        return failure;
    }

    /// <summary>To whole intervals since the epoch, so that every pass asks about the same moments.</summary>
    private TimeRange Align(TimeRange span) => new(Floor(span.Start), Floor(span.End));

    private DateTimeOffset Floor(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % query.Rule.CoverageInterval.Ticks), TimeSpan.Zero);

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) =>
        left < right ? left : right;

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) =>
        left > right ? left : right;
}
