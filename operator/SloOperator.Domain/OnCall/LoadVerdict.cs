namespace SloOperator.Domain.OnCall;

/// <summary>What can be said of a load; only <see cref="Measured"/> can be within its limits.</summary>
public enum LoadVerdict
{
    Measured,

    /// <summary>Too little of the window was covered by data: no pages would be no good news.</summary>
    LowCoverage,

    /// <summary>The source gives no usable answer: the last good figures, which may no longer be true.</summary>
    Stale,
}
