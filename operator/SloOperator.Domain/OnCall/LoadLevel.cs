namespace SloOperator.Domain.OnCall;

/// <summary>What a threshold says of a figure, from good to bad.</summary>
public enum LoadLevel
{
    Ok,

    /// <summary>There is no figure: nothing to divide by.</summary>
    Unknown,

    Warn,

    OverLimit,
}
