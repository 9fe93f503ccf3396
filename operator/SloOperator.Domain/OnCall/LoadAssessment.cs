namespace SloOperator.Domain.OnCall;

/// <summary>What a source's pages amount to.</summary>
/// <param name="Verdict">Whether the figures may be judged.</param>
/// <param name="Figures">As of the last answer.</param>
/// <param name="Levels">Of each metric; all <see cref="LoadLevel.Unknown"/> unless measured.</param>
/// <param name="Message">Why the verdict is not Measured, or what the source left out; null when there is nothing to say.</param>
public sealed record LoadAssessment(
    LoadVerdict Verdict,
    LoadFigures Figures,
    IReadOnlyDictionary<LoadMetric, LoadLevel> Levels,
    string? Message
)
{
    public LoadLevel this[LoadMetric metric] => Levels[metric];

    /// <summary>The worst of some metrics.</summary>
    public LoadLevel Worst(params ReadOnlySpan<LoadMetric> metrics)
    {
        LoadLevel worst = LoadLevel.Ok;
        foreach (LoadMetric metric in metrics)
        {
            worst = Levels[metric] > worst ? Levels[metric] : worst;
        }

        return worst;
    }
}
