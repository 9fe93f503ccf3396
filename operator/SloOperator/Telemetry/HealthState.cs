using System.Collections.Concurrent;

namespace SloOperator.Telemetry;

/// <summary>
/// What the parts of the program say of themselves. Nothing of another system belongs here: a probe that fails because Prometheus is
/// down would take the operator away just when its page and gate are wanted.
/// </summary>
internal sealed class HealthState
{
    private readonly ConcurrentDictionary<string, HealthFact> _facts = new(StringComparer.Ordinal);

    /// <summary>In the order of the parts' names.</summary>
    public IReadOnlyList<HealthFact> Facts =>
        [.. _facts.Values.OrderBy(fact => fact.Part, StringComparer.Ordinal)];

    /// <summary>False only when a part that a restart would mend is broken.</summary>
    public bool Alive => _facts.Values.All(fact => fact.Ok || fact.Scope != HealthScope.Live);

    /// <summary>False before the first report: a program that knows nothing of itself serves nobody yet.</summary>
    public bool Ready =>
        !_facts.IsEmpty && _facts.Values.All(fact => fact.Ok || fact.Scope == HealthScope.Note);

    /// <summary>Replaces what the part said before; a part that has not reported holds nothing up.</summary>
    public void Report(string part, bool ok, string message, HealthScope scope = HealthScope.Ready)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        _facts[part] = new HealthFact(part, ok, message, scope);
    }
}
