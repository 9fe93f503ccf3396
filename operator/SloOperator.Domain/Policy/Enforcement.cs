namespace SloOperator.Domain.Policy;

/// <summary>What a policy's verdict does; Observe and Warn record what Enforce would have done.</summary>
public enum Enforcement
{
    /// <summary>Everything is allowed.</summary>
    Observe,

    /// <summary>What would be denied is allowed with a warning.</summary>
    Warn,

    Enforce,
}
