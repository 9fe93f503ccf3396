namespace SloOperator.Domain.Exceptions;

/// <summary>The periods of which a recurrence takes some days each.</summary>
public enum RecurrenceFrequency
{
    Daily,

    /// <summary>From Monday.</summary>
    Weekly,

    Monthly,
}
