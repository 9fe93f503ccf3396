using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Testing;

namespace SloOperator.EndToEnd.Tests.Kubectl;

/// <summary>What happened to an object, as kubectl describe tells it.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class EventTests(ControlPlaneFixture cluster)
{
    [Fact]
    public async Task A_cluster_scoped_endpoint_shows_its_events_too()
    {
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        string endpoint = await team.AddEndpointAsync(new Uri("http://127.0.0.1:9"));
        await team.ApplySloAsync([SloText.Availability()]);

        await Eventually.HoldsAsync(
            async () =>
                (
                    await team.Kubectl.RunAsync("describe", "prometheusendpoint", endpoint)
                ).Output.ShouldContain("Warning  Unreachable"),
            TeamNamespace.Deadline
        );
    }
}
