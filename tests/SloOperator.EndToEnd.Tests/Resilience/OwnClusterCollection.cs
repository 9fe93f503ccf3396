namespace SloOperator.EndToEnd.Tests.Resilience;

/// <summary>Tests that need a cluster of their own for its users and Leases, and leave its API server alone.</summary>
[CollectionDefinition(Name)]
public sealed class OwnClusterCollection : ICollectionFixture<OwnCluster>
{
    public const string Name = "own cluster";
}
