using SloOperator.Domain.Budgets;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Collection;

/// <summary>
/// What one objective wants read beside its ledger, and what of it was: once, for the past does not change, and once more what was read before
/// late samples had come.
/// </summary>
internal sealed class ApartReads
{
    /// <summary>A forecast does not ask again for what it knows, but still needs it.</summary>
    private const int MostUnasked = 24;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Until then samples can still come.</summary>
    private static readonly TimeSpan Settling = ReadSchedule.RereadBuckets * BucketGrid.Length;

    private readonly Dictionary<ReadSpan, DateTimeOffset> _askedAt = [];
    private readonly Dictionary<ReadSpan, DateTimeOffset> _readAt = [];
    private readonly List<ReadSpan> _unasked = [];
    private List<ReadSpan> _wanted = [];

    public BucketDetail Detail { get; } = new();

    /// <summary>Parts of buckets that are no longer wanted are forgotten, and hours when newer ones need the room.</summary>
    public void Want(WantedDetail wanted)
    {
        List<ReadSpan> before = _wanted;
        _wanted =
        [
            .. wanted.Hours.Select(ReadSchedule.Hour),
            .. wanted.Pieces.Select(ReadSchedule.Piece),
        ];
        var now = _wanted.ToHashSet();
        _unasked.RemoveAll(now.Contains);
        foreach (ReadSpan span in before.Where(span => !now.Contains(span)))
        {
            if (span.Kind == ReadKind.Hour && _readAt.ContainsKey(span))
            {
                _unasked.Add(span);
            }
            else
            {
                Forget(span);
            }
        }

        int surplus = Math.Max(0, _unasked.Count - MostUnasked);
        _unasked.Take(surplus).ToList().ForEach(Forget);
        _unasked.RemoveRange(0, surplus);
    }

    /// <summary>What is to be read at <paramref name="boundary"/>, each at most once, whatever comes of it.</summary>
    public IEnumerable<ReadSpan> Due(DateTimeOffset boundary) =>
        _wanted.Where(span =>
            span.Last <= boundary && WasNotAsked(span, boundary) && IsLacking(span, boundary)
        );

    public void Ask(ReadSpan span, DateTimeOffset boundary) => _askedAt[span] = boundary;

    public void Take(
        ReadSpan span,
        DateTimeOffset boundary,
        Indicator indicator,
        (IReadOnlyList<Sample> Bad, IReadOnlyList<Sample> Total) samples
    )
    {
        if (!_wanted.Contains(span))
        {
            return;
        }

        _readAt[span] = boundary;
        var bad = new SampleCursor(samples.Bad);
        var total = new SampleCursor(samples.Total);
        if (span.Kind == ReadKind.Piece)
        {
            JudgedCounts part = Judgement.Of(indicator, bad.At(span.Last), total.At(span.Last));
            Detail.RecordPiece(span.First, span.Last, part.Counts);
            return;
        }

        for (DateTimeOffset end = span.First; end <= span.Last; end += BucketGrid.Length)
        {
            Detail.Record(end, Judgement.Of(indicator, bad.At(end), total.At(end)).Counts);
        }
    }

    /// <summary>Prometheus may say something else of the past now: what it said holds until then.</summary>
    public void Doubt()
    {
        _unasked.ForEach(Forget);
        _unasked.Clear();
        _askedAt.Clear();
        _readAt.Clear();
    }

    private bool WasNotAsked(ReadSpan span, DateTimeOffset boundary) =>
        !_askedAt.TryGetValue(span, out DateTimeOffset asked) || asked != boundary;

    private bool IsLacking(ReadSpan span, DateTimeOffset boundary) =>
        !_readAt.TryGetValue(span, out DateTimeOffset read)
        || (read < span.Last + Settling && boundary >= span.Last + Settling);

    private void Forget(ReadSpan span)
    {
        _askedAt.Remove(span);
        _readAt.Remove(span);
        if (span.Kind == ReadKind.Hour)
        {
            Detail.RemoveHour(span.Last - Hour);
        }
        else
        {
            Detail.RemovePiece(new EventSpan(span.First, span.Last));
        }
    }
}
