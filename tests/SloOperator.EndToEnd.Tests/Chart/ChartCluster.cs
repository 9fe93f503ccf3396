using System.Text.Json.Nodes;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Resilience;
using SloOperator.EndToEnd.Tests.Tickets;
using SloOperator.Testing.Clusters;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>A cluster that a chart is installed into, with the kinds of the projects that it may use beside ours.</summary>
public sealed class ChartCluster : OwnCluster, IAsyncLifetime
{
    private const string LevelsFolder = "/etc/slo-operator/logging";

    private readonly TemporaryFolder _folder = new();
    private Receiver? _receiver;

    /// <summary>As the API server says, such as v1.20.2.</summary>
    public string Version { get; private set; } = "";

    internal Receiver Receiver => _receiver!;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _receiver = await Receiver.StartAsync();
        CommandResult version = await Kubectl.RunAsync("version", "-o", "json");
        Version = JsonNode.Parse(version.Output)!["serverVersion"]![
            "gitVersion"
        ]!.GetValue<string>();
        string foreign = RepositoryRoot.File(
            "tests",
            "SloOperator.EndToEnd.Tests",
            "Chart",
            "Foreign",
            "kinds.yaml"
        );
        await Kubectl.RunAsync("apply", "-f", foreign);
        await Kubectl.RunAsync("wait", "--for=condition=Established", "-f", foreign);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await Receiver.DisposeAsync();
        _folder.Dispose();
        await DisposeAsync();
    }

    /// <summary>Renders these values for this cluster and applies all of it, as `helm install` does.</summary>
    internal async Task<RenderedChart> InstallAsync(string ns, string values)
    {
        string file = _folder.File($"{ns}.yaml");
        await File.WriteAllTextAsync(file, values);
        CommandResult rendered = await ChartRenderer.TryAsync(file, Version, ns);
        rendered.ExitCode.ShouldBe(0, rendered.Errors);
        RenderedChart chart = RenderedChart.Parse(rendered.Output);
        await CreateNamespaceAsync(ns);
        await Kubectl.ApplyAsync(
            RenderedChart.Manifest(chart.Objects),
            "--server-side",
            "--force-conflicts"
        );
        return chart;
    }

    /// <summary>As the pod would be started, but for the port, and for where the API server is.</summary>
    internal async Task<IReadOnlyList<string>> ArgumentsAsync(RenderedChart chart, string ns)
    {
        string mounted = await MountLevelsAsync(chart, ns);
        return
        [
            .. ChartObject
                .Texts(chart.Only("Deployment").Container["args"])
                .Skip(1)
                .Where(argument => !argument.StartsWith("--listen=", StringComparison.Ordinal))
                .Select(argument =>
                    argument
                        .Replace("$(POD_NAMESPACE)", ns, StringComparison.Ordinal)
                        // Beside each other on one machine, each takes a free one.
                        .Replace(":9443", ":0", StringComparison.Ordinal)
                        .Replace(LevelsFolder, mounted, StringComparison.Ordinal)
                ),
            "--kubeconfig",
            await KubeconfigOfAsync(chart, ns),
        ];
    }

    /// <summary>As the kubelet brings the ConfigMap into the pod.</summary>
    private async Task<string> MountLevelsAsync(RenderedChart chart, string ns)
    {
        string folder = Directory.CreateDirectory(_folder.File($"{ns}-logging")).FullName;
        foreach (KeyValuePair<string, JsonNode?> file in chart.Levels.Json["data"]!.AsObject())
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, file.Key),
                file.Value!.GetValue<string>()
            );
        }

        return folder;
    }

    /// <summary>Of the chart's own ServiceAccount, with a token that the API server signed.</summary>
    private async Task<string> KubeconfigOfAsync(RenderedChart chart, string ns)
    {
        string account = chart.Only("ServiceAccount").Name;
        CommandResult token = await Kubectl.RunAsync("create", "token", account, "-n", ns);
        return Cluster.WriteKubeconfig(new TokenUser(account, token.Output.Trim()));
    }
}
