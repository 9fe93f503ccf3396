namespace SloOperator.Domain.OnCall;

/// <summary>Against the same team's window before this one.</summary>
/// <param name="Previous">Incidents per 12 hours then.</param>
/// <param name="ChangePercent">Of this window against that one; null when there was nothing then.</param>
public sealed record LoadTrend(decimal Previous, decimal? ChangePercent);
