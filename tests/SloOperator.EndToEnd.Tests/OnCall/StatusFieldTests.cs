using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;

namespace SloOperator.EndToEnd.Tests.OnCall;

/// <summary>What a real API server lets an OnCallPolicy's status become.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class StatusFieldTests(ControlPlaneFixture cluster)
{
    private const string Policy = "shop";

    [Fact]
    public async Task What_is_no_longer_so_leaves_the_status()
    {
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await ApplyAsync(team, "2999-01-01T00:00:00Z");
        await team.LoadAsync(Policy, status => status.Shift.ShouldNotBeNull());

        await ApplyAsync(team, "2020-01-02T00:00:00Z");

        await team.LoadAsync(Policy, status => status.Shift.ShouldBeNull());
    }

    private static Task ApplyAsync(TeamNamespace team, string end) =>
        team.ApplyAsync(
            OnCallText.Policy(
                team.Name,
                Policy,
                OnCallText.FromWebhook,
                $$"""shifts: [{member: ana, start: "2020-01-01T00:00:00Z", end: "{{end}}"}]"""
            )
        );
}
