namespace SloOperator.Domain.Budgets;

/// <summary>Prometheus gave no usable answer: down, slow or partial.</summary>
/// <param name="Since">When the first of the failed reads in a row was made.</param>
/// <param name="Reason">What was attempted and what came back, in one sentence without credentials.</param>
public sealed record ReadFailure(DateTimeOffset Since, string Reason);
