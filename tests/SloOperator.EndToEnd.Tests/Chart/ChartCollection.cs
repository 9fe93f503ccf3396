namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>Tests that install the chart, one after another: its roles are the cluster's.</summary>
[CollectionDefinition(Name)]
public sealed class ChartCollection : ICollectionFixture<ChartCluster>
{
    public const string Name = "chart";
}
