using System.Text.Json.Nodes;
using SloOperator.Testing.Processes;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Chart;

[Collection(ChartCollection.Name)]
public sealed class ChartDryRunTests(ChartCluster cluster, ITestOutputHelper output)
{
    /// <summary>What an old server need not know: on one, the policy is checked by <see cref="ChartAdmissionTests"/> alone.</summary>
    private static readonly string[] Newer =
    [
        "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy",
        "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding",
        "policy/v1 PodDisruptionBudget",
    ];

    public static TheoryData<string> Features => ChartFeatures.All;

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Every_object_is_one_that_the_API_server_takes(string values)
    {
        RenderedChart chart = await ChartRenderer.RenderAsync(
            values,
            values is "policy" ? "v1.30.0" : cluster.Version
        );
        await EnsureNamespacesAsync(chart);
        ChartObject[] known = [.. await KnownAsync(chart)];

        CommandResult taken = await cluster.Kubectl.ApplyAsync(
            RenderedChart.Manifest(known),
            "--server-side",
            "--force-conflicts",
            "--dry-run=server"
        );

        output.WriteLine(taken.Output);
        taken
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Count(line => line.EndsWith("(server dry run)", StringComparison.Ordinal))
            .ShouldBe(known.Length);
        taken.Errors.ShouldNotContain("unknown field");
    }

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Its_pods_are_let_into_a_restricted_namespace(string values)
    {
        ChartObject deployment = (await ChartRenderer.RenderAsync(values)).Only("Deployment");
        await EnsureAsync("restricted");
        await cluster.Kubectl.RunAsync(
            "label",
            "namespace",
            "restricted",
            "--overwrite",
            "pod-security.kubernetes.io/enforce=restricted"
        );
        JsonObject pod = new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "slo-operator" },
            ["spec"] = deployment.PodSpec.DeepClone(),
        };

        CommandResult taken = await cluster.Kubectl.ApplyAsync(
            pod.ToJsonString(),
            "--dry-run=server",
            "-n",
            "restricted"
        );

        taken.Output.ShouldContain("pod/slo-operator created (server dry run)");
        taken.Errors.ShouldNotContain("PodSecurity");
    }

    [Fact]
    public async Task A_field_that_is_not_there_would_be_noticed()
    {
        ChartObject monitor = (await ChartRenderer.RenderAsync("everything")).Only(
            "ServiceMonitor"
        );
        monitor.Spec["endpoint"] = "http";
        await EnsureAsync(ChartRenderer.Namespace);

        CommandResult taken = await cluster.Kubectl.TryAsync(
            ["apply", "--dry-run=server", "-f", "-"],
            monitor.Json.ToJsonString()
        );

        taken.ExitCode.ShouldNotBe(0);
        taken.Errors.ShouldContain("endpoint");
    }

    private async Task<IEnumerable<ChartObject>> KnownAsync(RenderedChart chart)
    {
        CommandResult table = await cluster.Kubectl.RunAsync("api-resources", "--no-headers");
        HashSet<string> served =
        [
            .. table
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(columns => $"{columns[^3]} {columns[^1]}"),
        ];
        ILookup<bool, ChartObject> known = chart.Objects.ToLookup(one =>
            served.Contains(Type(one))
        );
        known[false].Select(Type).ShouldBeSubsetOf(Newer);
        output.WriteLine($"not known here: {string.Join(", ", known[false])}");
        return known[true];
    }

    private static string Type(ChartObject one) => $"{one.Json["apiVersion"]} {one.Kind}";

    private async Task EnsureNamespacesAsync(RenderedChart chart)
    {
        foreach (
            string ns in chart
                .Objects.Select(one => one.Namespace)
                .Append(ChartRenderer.Namespace)
                .OfType<string>()
                .Distinct()
        )
        {
            await EnsureAsync(ns);
        }
    }

    private Task<CommandResult> EnsureAsync(string ns) =>
        cluster.Kubectl.ApplyAsync(
            $$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{ns}}"} }"""
        );
}
