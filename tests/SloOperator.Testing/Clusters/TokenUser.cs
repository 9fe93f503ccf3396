namespace SloOperator.Testing.Clusters;

/// <summary>A user of the API server's token file; without groups it may do only what RBAC grants to its name.</summary>
public sealed record TokenUser(string Name, string Token, params IReadOnlyList<string> Groups);
