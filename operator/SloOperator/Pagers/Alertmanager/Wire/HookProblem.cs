namespace SloOperator.Pagers.Alertmanager.Wire;

/// <summary>Problem details after RFC 9457.</summary>
internal sealed record HookProblem(string Title, int Status, string Detail);
