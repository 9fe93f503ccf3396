namespace SloOperator.EndToEnd.Tests.Election;

/// <summary>Tests that kill and freeze one API server, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ElectionCollection : ICollectionFixture<ElectionCluster>
{
    public const string Name = "election";
}
