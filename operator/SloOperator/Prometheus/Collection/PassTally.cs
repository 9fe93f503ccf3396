namespace SloOperator.Prometheus.Collection;

/// <summary>What came of one pass's requests, counted from many at once.</summary>
internal sealed class PassTally
{
    private readonly Lock _gate = new();
    private readonly List<DueRead> _failed = [];
    private int _answers;
    private int _failures;
    private bool _isMoreWanted;

    public bool AnyAnswer => Volatile.Read(ref _answers) > 0;

    /// <summary>True when an answer showed that another pass is to follow at once.</summary>
    public bool IsMoreWanted => Volatile.Read(ref _isMoreWanted);

    public string? LastFailure { get; private set; }

    /// <summary>Reads whose request failed while it was made for several, or for a long time.</summary>
    public IReadOnlyList<DueRead> Failed => _failed;

    public void CountAnswer() => Interlocked.Increment(ref _answers);

    public void AskForMore() => Volatile.Write(ref _isMoreWanted, true);

    public void CountFailure(string reason, IEnumerable<DueRead> reads)
    {
        lock (_gate)
        {
            _failures++;
            LastFailure = reason;
            _failed.AddRange(reads);
        }
    }

    /// <summary>Null until so many requests failed and none was answered; then why: the rest need not wait for the same.</summary>
    public string? ReasonToStop(int failures)
    {
        lock (_gate)
        {
            return _failures >= failures && !AnyAnswer ? LastFailure : null;
        }
    }
}
