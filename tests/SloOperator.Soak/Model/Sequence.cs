namespace SloOperator.Soak.Model;

/// <summary>What happens, in order; printed one step a line.</summary>
internal sealed record Sequence(IReadOnlyList<Step> Steps)
{
    public override string ToString() =>
        string.Concat(Steps.Select((step, index) => $"\n  {index + 1}. {step}"));
}
