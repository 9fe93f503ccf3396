namespace SloOperator.Domain.Policy;

/// <summary>One reason for a gate to be as it is.</summary>
/// <param name="Name">For those who read the list.</param>
/// <param name="Judge">Null: it does not apply.</param>
internal sealed record GateRule(string Name, Func<GateFacts, GateFinding?> Judge);
