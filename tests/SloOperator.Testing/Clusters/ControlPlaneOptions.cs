namespace SloOperator.Testing.Clusters;

public sealed record ControlPlaneOptions
{
    /// <summary>Added after the flags that every start gets, so that they win.</summary>
    public IReadOnlyList<string> ApiServerFlags { get; init; } = [];

    /// <summary>Known by bearer token from the start, beside the administrator.</summary>
    public IReadOnlyList<TokenUser> Users { get; init; } = [];

    /// <summary>Per server, from its start until it answers.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(90);
}
