namespace SloOperator.EndToEnd.Tests.Fixtures;

/// <summary>Tests with [Collection(ControlPlaneCollection.Name)] share one API server and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ControlPlaneCollection : ICollectionFixture<ControlPlaneFixture>
{
    public const string Name = "control plane";
}
