using SloOperator.Resources;

namespace SloOperator.Gate;

/// <summary>What became of a question.</summary>
internal abstract record GateAsked
{
    private GateAsked() { }

    /// <summary>There is no such TeamSLO.</summary>
    internal sealed record NotFound : GateAsked;

    /// <summary>A GateOverride would open it, and a use of that can only be counted by the replica that leads, or not while the API server is away.</summary>
    internal sealed record NotNow(string Reason) : GateAsked;

    internal sealed record Answered(TeamSlo Slo, GateAnswer Answer) : GateAsked;
}
