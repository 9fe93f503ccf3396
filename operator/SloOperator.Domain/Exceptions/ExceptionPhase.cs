namespace SloOperator.Domain.Exceptions;

/// <summary>Where in its life an exception is.</summary>
public enum ExceptionPhase
{
    /// <summary>Its time has not come.</summary>
    Pending,

    /// <summary>From its first start to its last end, also between two occurrences.</summary>
    Active,

    /// <summary>Its time is over, or it is used up. An exclusion goes on to exclude what lies in its time.</summary>
    Expired,

    /// <summary>Taken back, for good: it has no effect, and had none.</summary>
    Revoked,
}
