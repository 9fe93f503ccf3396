namespace SloOperator.Domain.Policy;

/// <summary>What one rule says of a gate, before exceptions and enforcement.</summary>
/// <param name="Decision">Unknown where the data do not say.</param>
/// <param name="Reason">One of <see cref="GateReasons"/>.</param>
/// <param name="Message">One sentence.</param>
internal sealed record GateFinding(GateDecision Decision, string Reason, string Message)
{
    /// <summary>Null: the load, or nothing in particular.</summary>
    public string? Objective { get; init; }

    /// <summary>Null: no tier.</summary>
    public string? Tier { get; init; }
}
