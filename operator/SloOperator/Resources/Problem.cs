namespace SloOperator.Resources;

/// <summary>One thing wrong with a spec: where, such as spec.objectives[1].indicator.latency.threshold, and what was found there and what to change.</summary>
internal readonly record struct Problem(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}
