namespace SloOperator.Demo;

/// <summary>A budget in a status, and the one of the event log for the same window.</summary>
internal sealed record BudgetComparison(string Objective, decimal? Printed, decimal True)
{
    private const decimal Tolerance = 0.001m;

    /// <summary>An unknown budget is as wrong as can be: the shop measures everything.</summary>
    public decimal Difference =>
        Printed is { } printed ? Math.Abs(printed - True) : decimal.MaxValue;

    public bool Holds => Difference <= Tolerance;

    public override string ToString() =>
        $"{Objective}: the status says {Printed?.ToString() ?? "nothing"}, the event log {True:0.000000}";
}
