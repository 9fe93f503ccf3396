using System.Text;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Testing;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>Somebody writes the spec of one object a hundred times a second.</summary>
[Collection(PipelineCollection.Name)]
public sealed class StormTests(ControlPlaneFixture cluster, OpenShop open, ITestOutputHelper output)
{
    private const string Stormed = "stormed";
    private const string Calm = "calm";
    private const int Writes = 300;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_last_of_many_specs_is_observed_and_other_objects_notice_nothing()
    {
        await using FrontedTeam fronted = await FrontedTeam.CreateAsync(cluster, open.Url);
        TeamNamespace team = fronted.Team;
        await team.ApplySloAsync([SloText.Availability("95")], name: Stormed);
        await team.ApplySloAsync([SloText.Availability("95")], name: Calm);
        await team.VerdictAsync("Measured", Stormed);
        await team.VerdictAsync("Measured", Calm);
        string? undisturbed = (await fronted.FindAsync(Calm))?.Metadata.ResourceVersion;
        await fronted.Front.CaughtUpAsync();
        int before = fronted.Front.StatusWrites.Count;

        await StormAsync(team);
        TeamSlo stormed = await ObservedAsync(fronted);
        TeamSlo calm = (await fronted.FindAsync(Calm)).ShouldNotBeNull();

        IReadOnlyList<ApiCall> writes = [.. fronted.Front.StatusWrites.Skip(before)];
        output.WriteLine(
            $"{writes.Count} status writes, {writes.Count(write => write.Status == 409)} of them conflicts"
        );
        stormed.Metadata.Generation.ShouldBe(1 + Writes);
        At(stormed, 1).ShouldEqualTwin(calm.Status.ShouldNotBeNull());
        calm.Metadata.ResourceVersion.ShouldBe(undisturbed);
        writes.Count.ShouldBeLessThanOrEqualTo(2 * Writes);
        writes.ShouldAllBe(write => write.Path.Contains($"/{Stormed}/"));
        team.Operator.ShouldBeWell();
    }

    private static async Task StormAsync(TeamNamespace team)
    {
        using PeriodicTimer pace = new(Pause, TimeProvider.System);
        for (int i = 1; i <= Writes; i++)
        {
            await team.Slos.PatchAsync(
                new ResourceName(team.Name, Stormed),
                Patch.Merge(
                    Encoding.UTF8.GetBytes($$"""{"spec":{"description":"Edition {{i}}."} }""")
                ),
                CancellationToken.None
            );
            await pace.WaitForNextTickAsync();
        }
    }

    private static async Task<TeamSlo> ObservedAsync(FrontedTeam fronted)
    {
        TeamSlo? stormed = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                stormed = (await fronted.FindAsync(Stormed)).ShouldNotBeNull();
                stormed.Status?.ObservedGeneration.ShouldBe(stormed.Metadata.Generation);
            },
            Recovery
        );
        return stormed!;
    }

    /// <summary>The status as if it were of another generation, for there were more of this spec than of the twin's.</summary>
    private static TeamSloStatus At(TeamSlo slo, long generation) =>
        slo.Status.ShouldNotBeNull() with
        {
            ObservedGeneration = generation,
            Conditions =
            [
                .. slo.Status.Conditions!.Select(condition =>
                    condition with
                    {
                        ObservedGeneration = generation,
                    }
                ),
            ],
        };
}
