using SloOperator.Domain.Budgets;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Collection;

/// <summary>One objective's ledger, what is known beside it, and what it lacks. Everything here is done under its owner's lock.</summary>
internal sealed class TrackedObjective
{
    /// <summary>By then everything is asked alone.</summary>
    private const int MostHalvings = 6;

    /// <summary>Answers in smaller requests before the usual size is tried again: about 20 minutes.</summary>
    private const int AnswersUntilWhole = 20;
    private const int FailuresBeforeStale = 2;
    private static readonly TimeSpan BoundaryCheck = TimeSpan.FromHours(1);
    private static readonly BudgetLedger Unread = new(BucketGrid.Length);
    private IndicatorQueries? _queries;
    private IReadOnlyList<string>? _leTexts;
    private ApartReads? _apart;
    private BudgetLedger? _building;
    private bool _isComplete;
    private DateTimeOffset? _absentSince;
    private bool _isReadingAgain;
    private int _failures;
    private DateTimeOffset _failingSince;
    private DateTimeOffset? _boundariesReadAt;
    private DateTimeOffset? _liveAskedAt;
    private DateTimeOffset? _restsAt;
    private DateTimeOffset? _edgeAskedAt;
    private bool _isAlone;
    private int _halvings;
    private int _answersWhileHalved;

    public TrackedObjective(TrackedOwner owner, ObjectiveSubscription subscription, LedgerKey key)
    {
        Owner = owner;
        Subscription = subscription;
        Key = key;
        Tenant = owner.Tenant;
        _queries = subscription.Indicator is Indicator.Latency ? null : Write(null);
        Want(subscription.Apart);
    }

    public TrackedOwner Owner { get; }

    public ObjectiveSubscription Subscription { get; private set; }

    public LedgerKey Key { get; }

    public Tenant Tenant { get; private set; }

    public Reading Reading { get; private set; } = new(Unread);

    /// <summary>True once Prometheus was asked, whatever came of it.</summary>
    public bool WasAsked { get; private set; }

    /// <summary>When it was last asked for its window, in passes; who waited longest goes first.</summary>
    public long LastPass { get; set; }

    public Indicator.Latency? Latency => Subscription.Indicator as Indicator.Latency;

    /// <summary>True while the bucket boundaries must be known before anything can be asked.</summary>
    public bool LacksBoundaries => _queries is null;

    /// <summary>
    /// True when counts are back after a stretch without any, which is to be read once more before the figures are shown: a Prometheus that
    /// lost its blocks, or somebody before it who answered nonsense, gives the counts of that time too when all is well again.
    /// </summary>
    public bool MustReadAgain => _absentSince is not null;

    /// <summary>The key is the same, so the numbers are: only names changed, and what is wanted beside the ledger.</summary>
    public void Rename(ObjectiveSubscription subscription, Tenant tenant)
    {
        (Subscription, Tenant) = (subscription, tenant);
        Want(subscription.Apart);
    }

    /// <summary>What the ledger lacks at <paramref name="boundary"/>; null when it lacks nothing, or asking again must wait.</summary>
    public ReadSpan? NextSpan(DateTimeOffset settled, DateTimeOffset boundary)
    {
        if (_restsAt == boundary)
        {
            return null;
        }

        DiscardFuture(boundary);
        if (!_isComplete)
        {
            return ReadSchedule.Fresh(Subscription.Window, boundary, _building?.ReadThrough);
        }

        if (_absentSince is { } since)
        {
            return ReadAgain(since, boundary);
        }

        ReadSpan? live = ReadSchedule.Live(settled, boundary);
        return ReadSchedule.Following(Reading.Ledger.ReadThrough!.Value, boundary)
            ?? (live?.Last == _liveAskedAt ? null : live);
    }

    public ReadSpan? NextEdge(DateTimeOffset boundary) =>
        _isComplete && _edgeAskedAt != boundary && _restsAt != boundary
            ? ReadSchedule.Edge(Reading.Ledger, Subscription.Window, boundary)
            : null;

    /// <summary>Once the ledger is whole: without it nobody can say what to take out.</summary>
    public IEnumerable<ReadSpan> NextApart(DateTimeOffset boundary) =>
        _isComplete && _restsAt != boundary && _apart is not null && _queries is not null
            ? _apart.Due(boundary)
            : [];

    public bool MustCheckBoundaries(DateTimeOffset at) =>
        Latency is not null
        && _isComplete
        && (_boundariesReadAt is not { } read || at - read >= BoundaryCheck || at < read);

    /// <summary>What is of the past is asked for once a boundary at most, whatever comes of it.</summary>
    public DueRead ToRead(ReadSpan span, DateTimeOffset boundary)
    {
        if (span.Kind == ReadKind.Edge)
        {
            _edgeAskedAt = boundary;
        }
        else if (span.IsApart)
        {
            _apart!.Ask(span, boundary);
        }

        IndicatorQueries queries =
            span.Kind == ReadKind.Piece ? Write(span.Last - span.First) : _queries!;
        return new DueRead(this, queries, Tenant, span)
        {
            IsAlone = _isAlone,
            Halvings = _halvings,
        };
    }

    /// <summary>The le texts found over the window, none when the histogram is not there.</summary>
    public bool TakeBoundaries(IReadOnlyList<string> found, PassClock clock)
    {
        _boundariesReadAt = clock.At;
        string? problem = BucketBoundaries.ProblemOf(Latency!, found);
        if (problem is not null)
        {
            bool isNews =
                !WasAsked || !string.Equals(Reading.Unusable, problem, StringComparison.Ordinal);
            Answered();
            Reading = Reading with { Unusable = problem };
            (_queries, _building, _isComplete, _restsAt) = (null, null, false, clock.Boundary);
            return isNews;
        }

        bool wasUnusable = Reading.Unusable is not null;
        Reading = Reading with { Unusable = null };
        _queries = Write(BucketBoundaries.TextsOf(Latency!, found));
        return wasUnusable;
    }

    /// <summary>Feeds the ledger; with the last piece of a window the ledger is shown.</summary>
    public void TakeRange(
        ReadSpan piece,
        DateTimeOffset boundary,
        IReadOnlyList<Sample> bad,
        IReadOnlyList<Sample> total
    )
    {
        if (!Follows(piece, boundary))
        {
            return;
        }

        BudgetLedger ledger = LedgerFor(piece, boundary);
        DateTimeOffset? measuredBefore = ledger.LastMeasured;
        string? nonsense = LedgerFeed.Feed(ledger, piece, Subscription.Indicator, (bad, total));
        NoteReturn(piece, ledger, measuredBefore);
        if (piece.Kind == ReadKind.Edge || piece.Last < boundary)
        {
            return;
        }

        if (_isReadingAgain || piece.Kind == ReadKind.Fresh)
        {
            _apart?.Doubt();
        }

        Answered();
        (_absentSince, _isReadingAgain) = (_isReadingAgain ? null : _absentSince, false);
        (_isComplete, _building) = (true, null);
        _halvings = piece.Kind == ReadKind.Boundary ? _halvings : 0;
        bool isLiveAhead = Reading.Live?.End > boundary + BucketGrid.Length;
        Reading = Reading with
        {
            Ledger = ledger,
            Nonsense = nonsense,
            Live = isLiveAhead ? null : Reading.Live,
        };
        CheckBoundariesIf(nonsense);
    }

    public void TakeApart(
        ReadSpan span,
        DateTimeOffset boundary,
        IReadOnlyList<Sample> bad,
        IReadOnlyList<Sample> total
    ) => _apart?.Take(span, boundary, Subscription.Indicator, (bad, total));

    public void TakeLive(DateTimeOffset end, double? bad, double? total)
    {
        JudgedCounts judged = Judgement.Of(Subscription.Indicator, bad, total);
        Answered();
        _liveAskedAt = end;
        Reading = Reading with
        {
            Live = new LiveWindow(end, judged.Counts),
            Nonsense = judged.Nonsense,
        };
        CheckBoundariesIf(judged.Nonsense);
    }

    /// <summary>Prometheus answered, but not with counts of this objective: the ledger stays as it is until the next boundary.</summary>
    public bool TakeNonsense(string seen, DateTimeOffset boundary, bool isAlone)
    {
        bool isNews =
            !WasAsked
            || !string.Equals(Reading.Nonsense, seen, StringComparison.Ordinal)
            || Reading.Failure is not null;
        Answered();
        (_restsAt, _isAlone) = (boundary, isAlone);
        Reading = Reading with { Nonsense = seen };
        return isNews;
    }

    /// <summary>One failed pass is weather; two are a failure, and so is one when nothing was ever read.</summary>
    public bool TakeFailure(string reason, DateTimeOffset at, bool isAlone = false)
    {
        _isAlone |= isAlone;
        if (_failures++ == 0)
        {
            _failingSince = at;
        }

        bool isNews = !WasAsked;
        WasAsked = true;
        if (_failures < FailuresBeforeStale && _isComplete)
        {
            return isNews;
        }

        var failure = new ReadFailure(_failingSince, reason);
        isNews |= Reading.Failure != failure;
        Reading = Reading with { Failure = failure };
        return isNews;
    }

    /// <summary>The endpoint is well, so it was the request that asked too much. True when a first read can be tried again at once.</summary>
    public bool AskForLess()
    {
        bool isLess = _halvings < MostHalvings;
        _halvings += isLess ? 1 : 0;
        _answersWhileHalved = 0;
        return isLess && !_isComplete;
    }

    private void Answered()
    {
        WasAsked = true;
        (_failures, _restsAt, _isAlone) = (0, null, false);
        Reading = Reading with { Failure = null };
        if (_halvings > 0 && ++_answersWhileHalved >= AnswersUntilWhole)
        {
            _halvings = 0;
        }
    }

    /// <summary>False for what was asked before the ledger began anew, or by two collectors while an endpoint's options change.</summary>
    private bool Follows(ReadSpan piece, DateTimeOffset boundary) =>
        piece.Kind == ReadKind.Fresh
            ? !_isComplete
                && piece.First
                    == ReadSchedule
                        .Fresh(Subscription.Window, boundary, _building?.ReadThrough)
                        .First
            : _isComplete;

    /// <summary>Counts after more buckets without any than are read again at each boundary.</summary>
    private void NoteReturn(ReadSpan piece, BudgetLedger ledger, DateTimeOffset? measuredBefore)
    {
        bool isReturn =
            piece.Kind is ReadKind.Boundary or ReadKind.Gap
            && ledger.LastMeasured >= piece.First
            && !(measuredBefore >= piece.First - BucketGrid.Length);
        if (isReturn)
        {
            _absentSince ??= measuredBefore ?? DateTimeOffset.MinValue;
        }
    }

    /// <summary>The whole window when too long was absent for the ledger to take it.</summary>
    private ReadSpan ReadAgain(DateTimeOffset since, DateTimeOffset boundary)
    {
        _isReadingAgain = true;
        if (ReadSchedule.Again(since, boundary) is { } span)
        {
            return span;
        }

        _isComplete = false;
        return ReadSchedule.Fresh(Subscription.Window, boundary, readThrough: null);
    }

    private void CheckBoundariesIf(string? nonsense)
    {
        if (nonsense is not null)
        {
            _boundariesReadAt = null;
        }
    }

    private void DiscardFuture(DateTimeOffset boundary)
    {
        if (_building?.ReadThrough >= boundary)
        {
            _building = null;
        }

        if (_isComplete && !ReadSchedule.CanFollow(Reading.Ledger.ReadThrough!.Value, boundary))
        {
            _isComplete = false;
        }
    }

    private BudgetLedger LedgerFor(ReadSpan piece, DateTimeOffset boundary)
    {
        switch (piece.Kind)
        {
            case ReadKind.Fresh:
                return _building ??= Build(boundary);
            case ReadKind.Edge:
                Reading.Ledger.BeginEdge(piece.First - BucketGrid.Length);
                return Reading.Ledger;
            default:
                return Reading.Ledger;
        }
    }

    private BudgetLedger Build(DateTimeOffset boundary)
    {
        var ledger = new BudgetLedger(Subscription.Window.Longest, Subscription.Slice);
        ledger.BeginEdge(ReadSchedule.Start(Subscription.Window, boundary));
        return ledger;
    }

    private IndicatorQueries Write(IReadOnlyList<string>? leTexts)
    {
        _leTexts = leTexts;
        return Write(BucketGrid.Length);
    }

    private IndicatorQueries Write(TimeSpan length) =>
        Queries.For(Subscription.Indicator, BucketGrid.Length, length, _leTexts);

    private void Want(WantedDetail wanted)
    {
        if (_apart is null && wanted == WantedDetail.None)
        {
            return;
        }

        _apart ??= new ApartReads();
        _apart.Want(wanted);
        Reading = Reading with { Detail = _apart.Detail };
    }
}
