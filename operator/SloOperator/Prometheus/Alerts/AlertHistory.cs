using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;

namespace SloOperator.Prometheus.Alerts;

/// <summary>The pages of one owner: the window first, then what lies before it, then only what is new and one merge gap.</summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A semaphore whose wait handle is never asked for holds nothing."
)]
internal sealed class AlertHistory(
    AlertSubscription subscription,
    SpanReader reader,
    CoverageStream coverage
)
{
    private readonly SemaphoreSlim _oneReader = new(1);
    private readonly Lock _gate = new();
    private readonly AlertLedger _ledger = new(subscription.Query.Rule);
    private TimeRange? _known;
    private ReadFailure? _failure;
    private PageHistory? _shown;
    private DateTimeOffset? _passedAt;

    public AlertSubscription Subscription => subscription;

    /// <summary>Null before the first answer; with a failure alone when there never was one.</summary>
    public PageHistory? Read()
    {
        lock (_gate)
        {
            return _shown ??= Show();
        }
    }

    /// <summary>True also when it was never read, and when the clock was put back.</summary>
    public bool IsOlderThan(TimeSpan age, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _passedAt is not { } at || now - at >= age || now < at;
        }
    }

    /// <summary>One pass.</summary>
    /// <param name="end">Until when samples are complete.</param>
    /// <param name="now">Of the pass, for the start of a failure.</param>
    /// <param name="ct">Ends it.</param>
    public async Task PassAsync(DateTimeOffset end, DateTimeOffset now, CancellationToken ct)
    {
        await _oneReader.WaitAsync(ct);
        try
        {
            TimeRange known = KnownAfter(end);
            string? failure = await coverage.EnsureAsync(known, ct);
            foreach (TimeRange span in Missing(known))
            {
                failure ??= await reader.ReadSamplesAsync(
                    subscription.Query.Firing,
                    // What began before the span joins what is in it, and may have come late.
                    span with
                    {
                        Start = span.Start - subscription.Query.Rule.MergeGap,
                    },
                    Take,
                    ct
                );
            }

            Conclude(failure ?? Excess(), known, now);
        }
        finally
        {
            _oneReader.Release();
        }
    }

    /// <summary>The window at first; a clock that was put back, or that leapt over all that is known, starts over.</summary>
    private TimeRange KnownAfter(DateTimeOffset end) =>
        _known is { } known && known.End <= end && known.End >= end - subscription.Lookback
            ? new TimeRange(end - subscription.Lookback, end)
            : new TimeRange(end - subscription.Window, end);

    private IEnumerable<TimeRange> Missing(TimeRange wanted)
    {
        if (_known is not { } known || known.End > wanted.End || known.End < wanted.Start)
        {
            yield return wanted;
            yield break;
        }

        if (wanted.Start < known.Start)
        {
            yield return wanted with
            {
                End = known.Start,
            };
        }

        yield return wanted with
        {
            Start = known.End,
        };
    }

    /// <summary>What was kept of too much would be counted as if it were all.</summary>
    private string? Excess() =>
        _ledger.IsOverfull
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{subscription.Query.Firing} matches alerts that fired more than {AlertLedger.MostStretches} times; narrow the selector"
            )
            : null;

    private void Take(IReadOnlyList<SampleSeries> series)
    {
        lock (_gate)
        {
            foreach (SampleSeries one in series)
            {
                _ledger.Add(
                    AlertLabels.SeriesOf(one.Labels, subscription.Query.GroupBy),
                    one.Samples.Select(sample => sample.Time)
                );
            }
        }
    }

    private void Conclude(string? failure, TimeRange known, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (failure is null)
            {
                _known = known;
                _ledger.Forget(known.Start - subscription.Query.Rule.MergeGap);
            }

            _passedAt = now;
            _failure = failure is null ? null : new ReadFailure(_failure?.Since ?? now, failure);
            _shown = null;
        }
    }

    private PageHistory? Show() =>
        (_known, _failure) switch
        {
            (null, null) => null,
            (null, { } failure) => PageHistory.Unread(failure),
            ({ } known, _) => new PageHistory
            {
                Incidents = _ledger.Incidents(known.End),
                UpperStarts = _ledger.UpperStarts(),
                Known = known,
                Covered = coverage.Within(known),
                Failure = _failure,
            },
        };
}
