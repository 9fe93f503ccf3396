namespace SloOperator.Resources;

/// <summary>One thing wrong with a spec: where, and what was found and what to change.</summary>
/// <param name="Path">As kubectl writes it: spec.objectives[1].indicator.latency.threshold.</param>
internal readonly record struct Problem(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}
