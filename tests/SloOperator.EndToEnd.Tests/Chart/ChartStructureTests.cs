using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Program;
using SloOperator.Telemetry;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Chart;

public sealed class ChartStructureTests
{
    public static TheoryData<string> Features => ChartFeatures.All;

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Pods_meet_the_restricted_standard(string values)
    {
        ChartObject deployment = (await ChartRenderer.RenderAsync(values)).Only("Deployment");
        JsonObject pod = deployment.PodSpec;
        JsonNode container = deployment.Container["securityContext"]!;

        pod["securityContext"]!["runAsNonRoot"]!.GetValue<bool>().ShouldBeTrue();
        pod["securityContext"]!["runAsUser"]!.GetValue<decimal>().ShouldBe(65532);
        pod["securityContext"]!["seccompProfile"]!["type"]!
            .GetValue<string>()
            .ShouldBe("RuntimeDefault");
        container["allowPrivilegeEscalation"]!.GetValue<bool>().ShouldBeFalse();
        container["readOnlyRootFilesystem"]!.GetValue<bool>().ShouldBeTrue();
        ChartObject.Texts(container["capabilities"]!["drop"]).ShouldBe(["ALL"]);
        container["capabilities"]!["add"].ShouldBeNull();
        string[] forbidden = ["hostNetwork", "hostPID", "hostIPC", "initContainers"];
        pod.Select(field => field.Key).ShouldNotContain(key => forbidden.Contains(key));
        ChartObject
            .List(pod["volumes"])
            .ShouldAllBe(volume =>
                volume!["emptyDir"] != null
                || volume["secret"] != null
                || volume["configMap"] != null
            );
    }

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Probes_ask_the_program_alone_and_memory_is_limited(string values)
    {
        JsonObject container = (await ChartRenderer.RenderAsync(values))
            .Only("Deployment")
            .Container;

        container["livenessProbe"]!["httpGet"]!["path"]!.GetValue<string>().ShouldBe("/healthz");
        container["readinessProbe"]!["httpGet"]!["path"]!.GetValue<string>().ShouldBe("/readyz");
        container["resources"]!["limits"]!["memory"].ShouldNotBeNull();
        container["resources"]!["requests"]!["cpu"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Log_levels_come_from_a_ConfigMap_so_that_a_change_needs_no_restart()
    {
        RenderedChart chart = await ChartRenderer.RenderAsync("everything");

        LogLevels
            .TryParse(
                chart.Levels.Json["data"]!["levels.json"]!.GetValue<string>(),
                out IReadOnlyDictionary<string, LogLevel>? levels,
                out _
            )
            .ShouldBeTrue();
        levels.ShouldBe(
            new Dictionary<string, LogLevel>
            {
                ["Default"] = LogLevel.Warning,
                ["SloOperator.Sinks"] = LogLevel.Debug,
            },
            ignoreOrder: true
        );
        ChartObject
            .List(chart.Only("Deployment").PodSpec["volumes"])
            .ShouldContain(volume =>
                volume!["configMap"] != null
                && volume["configMap"]!["name"]!.GetValue<string>() == chart.Levels.Name
            );
    }

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Every_argument_of_the_container_is_one_of_slo_operator_run(string values)
    {
        ChartObject deployment = (await ChartRenderer.RenderAsync(values)).Only("Deployment");
        CommandResult help = await OperatorBinary.RunAsync("run", "--help");

        IReadOnlyList<string> arguments = ChartObject.Texts(deployment.Container["args"]);
        arguments[0].ShouldBe("run");
        arguments
            .Skip(1)
            .Select(argument => argument.Split('=')[0])
            .ShouldAllBe(flag =>
                help.Output.Contains($" {flag} ") || help.Output.Contains($" {flag}\n")
            );
    }

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Every_object_is_labelled_as_of_this_release(string values)
    {
        RenderedChart chart = await ChartRenderer.RenderAsync(values);

        chart.Objects.ShouldNotBeEmpty();
        chart.Objects.ShouldAllBe(one =>
            one.Json["metadata"]!["labels"]!["app.kubernetes.io/instance"]!.GetValue<string>()
            == "slo-operator"
        );
        chart.Objects.Select(one => (one.Kind, one.Name, one.Namespace)).ShouldBeUnique();
    }

    [Fact]
    public void The_charts_resource_definitions_are_those_of_the_repository()
    {
        string[] chart = Files("charts", "slo-operator", "crds");
        string[] own = Files("crds");

        chart.Select(Path.GetFileName).ShouldBe(own.Select(Path.GetFileName));
        chart
            .Zip(own)
            .Where(pair => File.ReadAllText(pair.First) != File.ReadAllText(pair.Second))
            .Select(pair => Path.GetFileName(pair.First))
            .ShouldBeEmpty("the chart's are links to crds/");
    }

    [Fact]
    public async Task The_notes_say_what_to_do_next()
    {
        string without = await ChartRenderer.NotesAsync("default");
        string with = await ChartRenderer.NotesAsync("everything");

        without.ShouldContain("There is no default PrometheusEndpoint yet");
        with.ShouldContain("The PrometheusEndpoint \"default\" asks https://prometheus.example");
        with.ShouldContain("kubectl get teamslos -A");
        with.ShouldContain("judged by the webhook");
    }

    private static string[] Files(params string[] folder) =>
        [
            .. Directory
                .GetFiles(RepositoryRoot.File(folder), "*.yaml")
                .Order(StringComparer.Ordinal),
        ];
}
