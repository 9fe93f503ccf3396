namespace SloOperator.Domain.OnCall;

/// <summary>How samples become incidents.</summary>
public sealed record EpisodeRule
{
    /// <param name="evaluationInterval">Of the rule group; above zero. Samples at most twice as far apart are one stretch: one missed evaluation is no end.</param>
    /// <param name="mergeGap">Stretches of one key at most this far apart are one incident; not below the evaluation interval.</param>
    public EpisodeRule(TimeSpan evaluationInterval, TimeSpan mergeGap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(evaluationInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(mergeGap, evaluationInterval);
        EvaluationInterval = evaluationInterval;
        MergeGap = mergeGap;
    }

    public TimeSpan EvaluationInterval { get; }

    public TimeSpan MergeGap { get; }

    /// <summary>How finely coverage is measured: a minute, or the evaluation interval where that is longer. An outage of less is none.</summary>
    public TimeSpan CoverageInterval => EvaluationInterval > Minute ? EvaluationInterval : Minute;

    private static TimeSpan Minute => TimeSpan.FromMinutes(1);

    /// <summary>The farthest that two samples of one stretch are apart.</summary>
    public TimeSpan SampleGap => 2 * EvaluationInterval;
}
