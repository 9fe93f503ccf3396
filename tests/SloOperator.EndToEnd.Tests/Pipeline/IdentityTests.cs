using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>Objects that go, or are made anew, while a status is on its way to them.</summary>
[Collection(PipelineCollection.Name)]
public sealed class IdentityTests(ControlPlaneFixture cluster, OpenShop open)
{
    private const string Shop = TeamNamespace.SloName;
    private const string Twin = "twin";

    [Fact]
    public async Task An_object_deleted_while_its_status_is_written_is_a_normal_end()
    {
        await using FrontedTeam fronted = await FrontedTeam.CreateAsync(cluster, open.Url);
        TeamNamespace team = fronted.Team;
        HeldWrite held = await HoldFirstStatusAsync(fronted, SloText.Availability());

        await team.KubectlAsync("delete", "teamslo", Shop);
        int answered = await held.LetGoAsync();
        fronted.Front.HoldsStatusWrites = false;
        await team.ApplySloAsync([SloText.Availability()], name: Twin);
        await team.VerdictAsync("Measured", Twin);

        answered.ShouldBe(404);
        fronted.Front.StatusWrites.Count(call => call.Path.Contains($"/{Shop}/")).ShouldBe(1);
        (await fronted.FindAsync()).ShouldBeNull();
        (_, string metrics) = await team.Operator.GetAsync("/metrics");
        metrics.ShouldContain($"name=\"{Twin}\",namespace=\"{team.Name}\"");
        metrics.ShouldNotContain($"name=\"{Shop}\",namespace=\"{team.Name}\"");
        team.Operator.ShouldBeWell();
    }

    [Fact]
    public async Task An_object_made_anew_while_a_status_is_on_its_way_gets_none_of_the_formers_work()
    {
        await using FrontedTeam fronted = await FrontedTeam.CreateAsync(cluster, open.Url);
        TeamNamespace team = fronted.Team;
        HeldWrite former = await HoldFirstStatusAsync(fronted, SloText.Availability("95"));

        await team.KubectlAsync("delete", "teamslo", Shop);
        await team.ApplySloAsync([SloText.Availability()]);
        int answered = await former.LetGoAsync();
        // The next write is held as well: whatever the object shows now came with the former's.
        HeldWrite own = await fronted.Front.NextHeldAsync(TeamNamespace.Deadline);
        TeamSlo anew = (await fronted.FindAsync()).ShouldNotBeNull();
        fronted.Front.HoldsStatusWrites = false;
        (await own.LetGoAsync()).ShouldBe(200);

        answered.ShouldBe(409);
        anew.Status.ShouldBeNull();
        TeamSloStatus status = await team.VerdictAsync("Measured");
        await team.ApplySloAsync([SloText.Availability()], name: Twin);
        TeamSloStatus twin = await team.VerdictAsync("Measured", Twin);
        // A bucket may have ended between the two, in which all is as in those before.
        (status with { EvaluatedAt = twin.EvaluatedAt }).ShouldEqualTwin(twin);
        team.Operator.ShouldBeWell();
    }

    private static async Task<HeldWrite> HoldFirstStatusAsync(FrontedTeam fronted, string objective)
    {
        fronted.Front.HoldsStatusWrites = true;
        await fronted.Team.ApplySloAsync([objective]);
        return await fronted.Front.NextHeldAsync(TeamNamespace.Deadline);
    }
}
