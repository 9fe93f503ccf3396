namespace SloOperator.Telemetry;

internal sealed record HealthFact(string Part, bool Ok, string Message, HealthScope Scope);
