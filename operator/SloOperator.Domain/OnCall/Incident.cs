namespace SloOperator.Domain.OnCall;

/// <summary>One time a person was woken, whatever the number of alerts, instances and notifications that came with it.</summary>
/// <param name="Key">What repeats are told by, such as HighLatency/api.</param>
/// <param name="Start">When its first alert began; decides its window, its shift and its class of hours.</param>
/// <param name="End">When its alerts were last seen firing; null while it is open.</param>
/// <param name="Onsets">How many alerts began in it, the replicas of a Prometheus counted once; at least 1.</param>
/// <param name="Responder">Who was paged, as the source names them; null where only the schedule can say.</param>
public sealed record Incident(
    string Key,
    DateTimeOffset Start,
    DateTimeOffset? End,
    int Onsets,
    string? Responder = null
);
