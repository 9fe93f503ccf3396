namespace SloOperator.Domain.Exceptions;

/// <summary>What an exception is about: the past of a budget, or the present of a gate.</summary>
public enum ExceptionType
{
    /// <summary>Events of its time do not count, also after the fact.</summary>
    Exclusion,

    /// <summary>Within its time the gate is open.</summary>
    GateOverride,
}
