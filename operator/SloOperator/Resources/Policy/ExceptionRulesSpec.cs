namespace SloOperator.Resources.Policy;

internal sealed record ExceptionRulesSpec
{
    /// <summary>A Prometheus duration; null is 30d.</summary>
    public string? MaxDuration { get; init; }

    /// <summary>Null or empty: anybody may approve.</summary>
    public IReadOnlyList<string?>? ApproverGroups { get; init; }

    /// <summary>Null is false.</summary>
    public bool? ApproverMayBeRequester { get; init; }
}
