using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers;

/// <summary>What is true of an object now; the time it became so comes from the condition written before.</summary>
/// <param name="Type">One of <see cref="ConditionTypes"/>.</param>
/// <param name="Holds">Null: unknown.</param>
/// <param name="Reason">One of <see cref="ConditionReasons"/>.</param>
/// <param name="Message">One sentence for people.</param>
internal sealed record ConditionFact(string Type, bool? Holds, string Reason, string Message)
{
    /// <summary>metav1.Condition's limit on messages.</summary>
    private const int LongestMessage = 32_768;

    public string Status =>
        Holds switch
        {
            true => "True",
            false => "False",
            null => "Unknown",
        };

    /// <summary>The transition time moves only when the status does.</summary>
    public Condition After(IReadOnlyList<Condition>? previous, long generation, DateTimeOffset now)
    {
        Condition? before = previous?.FirstOrDefault(condition => condition.Type == Type);
        return new Condition
        {
            Type = Type,
            Status = Status,
            Reason = Reason,
            Message = Cut(Message),
            ObservedGeneration = generation,
            LastTransitionTime =
                before?.Status == Status ? before.LastTransitionTime : WholeSeconds(now),
        };
    }

    /// <summary>Never inside a character: what is sent must be what comes back, or it would be written again each time.</summary>
    private static string Cut(string message) =>
        message.Length <= LongestMessage ? message
        : char.IsHighSurrogate(message[LongestMessage - 1]) ? message[..(LongestMessage - 1)]
        : message[..LongestMessage];

    private static DateTimeOffset WholeSeconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
