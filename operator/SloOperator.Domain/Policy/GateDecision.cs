namespace SloOperator.Domain.Policy;

/// <summary>Whether a team may ship.</summary>
public enum GateDecision
{
    Allow,

    Warn,

    Deny,

    /// <summary>The data do not say; what that means for a pipeline is the policy's <c>onUnknown</c>.</summary>
    Unknown,
}
