using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing.Clusters;

namespace SloOperator.EndToEnd.Tests.Kubectl;

/// <summary>Objects of another shape than ours, as a cluster holds them whose CRD is older or was loosened; a control plane of their own has such a CRD.</summary>
public sealed class UndecodableTests
{
    private const string AnythingGoes = """
        [{"op": "replace", "path": "/spec/versions/0/schema/openAPIV3Schema",
          "value": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}]
        """;

    [Fact]
    public async Task An_object_of_another_shape_is_told_so_on_itself_and_delays_nobody()
    {
        await using ControlPlane cluster = await ControlPlane.StartOwnAsync();
        await LoosenAsync(new KubectlRunner(cluster.KubeconfigFile));
        await using TeamNamespace team = await TeamNamespace.OperateAsync(
            cluster.KubeconfigFile,
            "default"
        );
        await team.AddEndpointAsync(new Uri("http://127.0.0.1:9"));
        string usable = SloText.Of(
            "default",
            "odd",
            "default",
            "{rolling: 1d}",
            [SloText.Availability()]
        );

        await team.ApplyAsync(
            usable.Replace("team: shop", "team: {name: shop}", StringComparison.Ordinal)
        );
        await team.ApplySloAsync([SloText.Availability()]);
        TeamSloStatus other = await team.VerdictAsync("Stale");
        string told = await team.ReadyAsync("odd");
        await team.ApplyAsync(usable);
        TeamSloStatus corrected = await team.VerdictAsync("Stale", "odd");

        told.ShouldStartWith("False/InvalidSpec spec.team: ");
        other.ConditionOf("Ready").ShouldBe("True/Evaluated");
        corrected.ConditionOf("Ready").ShouldBe("True/Evaluated");
    }

    private static async Task LoosenAsync(KubectlRunner kubectl)
    {
        await ControlPlaneFixture.ApplyResourceDefinitionsAsync(kubectl);
        await kubectl.RunAsync(
            "patch",
            "crd",
            "teamslos.slo-operator.dev",
            "--type=json",
            "-p",
            AnythingGoes
        );
    }
}
