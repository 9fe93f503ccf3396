using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Policy;

/// <summary>The load of the rotation that answers for a service.</summary>
/// <param name="Policy">Name of the OnCallPolicy.</param>
/// <param name="Level">Unknown: it says nothing now.</param>
/// <param name="EvaluatedAt">Tells one evaluation from the next; null when it was never evaluated.</param>
public sealed record LoadFact(string Policy, LoadLevel Level, DateTimeOffset? EvaluatedAt);
