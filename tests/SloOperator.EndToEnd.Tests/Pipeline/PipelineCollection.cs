using SloOperator.EndToEnd.Tests.Fixtures;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>Tests whose faults are made between the operator and its servers, so that one API server and one Prometheus are enough for all.</summary>
[CollectionDefinition(Name)]
public sealed class PipelineCollection
    : ICollectionFixture<ControlPlaneFixture>,
        ICollectionFixture<OpenShop>
{
    public const string Name = "pipeline";
}
