using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>A slip in the values is refused before anything reaches the cluster, with the path of what is wrong.</summary>
public sealed class ChartValuesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("replica: 3", "Additional property replica is not allowed")]
    [InlineData("replicas: 0", "replicas: Must be greater than or equal to 1")]
    [InlineData("replicas: two", "replicas: Invalid type. Expected: integer, given: string")]
    [InlineData("prometheus: {url: prometheus:9090}", "prometheus.url: Does not match pattern")]
    [InlineData(
        "prometheus: {url: 'http://me:secret@p:9090'}",
        "prometheus.url: Does not match pattern"
    )]
    [InlineData("prometheus: {endpoint: {url: x}}", "prometheus.endpoint")]
    [InlineData("namespaces: [Shop]", "namespaces.0: Does not match pattern")]
    [InlineData("namespaces: [shop, shop]", "namespaces: array items[0,1] must be unique")]
    [InlineData("image: {digest: abc}", "image.digest: Does not match pattern")]
    [InlineData(
        "image: {pullPolicy: Sometimes}",
        "image.pullPolicy: image.pullPolicy must be one of"
    )]
    [InlineData("bindAddress: 127.0.0.1", "bindAddress: bindAddress must be one of")]
    [InlineData(
        "admissionWebhook: {enabled: yes please}",
        "admissionWebhook.enabled: Invalid type"
    )]
    [InlineData(
        "admissionWebhook: {certManager: {issuerRef: {kind: Issuer}}}",
        "Has a dependency on name"
    )]
    [InlineData("serviceMonitor: {interval: 30}", "serviceMonitor.interval: Invalid type")]
    [InlineData(
        "serviceMonitor: {interval: often}",
        "serviceMonitor.interval: Does not match pattern"
    )]
    [InlineData("log: {level: loud}", "log.level: log.level must be one of")]
    [InlineData("args: [--log-level, debug]", "args.1: Does not match pattern")]
    [InlineData(
        "fullnameOverride: a-name-that-leaves-no-room-for-the-suffix-of-a-secret-x",
        "fullnameOverride: String length must be less than or equal to 53"
    )]
    [InlineData(
        "rbac: {clusterAdmin: true}",
        "rbac: Additional property clusterAdmin is not allowed"
    )]
    public async Task A_slip_is_refused_with_its_path(string values, string problem)
    {
        CommandResult result = await RenderAsync(values);

        result.ExitCode.ShouldNotBe(0);
        result.Errors.ShouldContain(problem);
    }

    [Theory]
    [InlineData("replicas: 1")]
    [InlineData("prometheus: {url: 'https://thanos.example/prom/api'}")]
    [InlineData("prometheus: {url: 'http://[fd00::1]:9090'}")]
    [InlineData("namespaces: [shop, bank-2]")]
    [InlineData("image: {repository: 'localhost:5000/slo-operator', tag: v1.2.3-rc.1_x}")]
    [InlineData(
        "admissionWebhook: {enabled: true, certManager: {enabled: true, issuerRef: {name: ca, kind: ClusterIssuer}}}"
    )]
    [InlineData("args: ['--prometheus-url=http://p:9090']")]
    [InlineData("resources: {limits: {memory: 1Gi, cpu: 2}}")]
    [InlineData("global: {anything: of other charts}")]
    public async Task What_is_right_is_taken(string values)
    {
        CommandResult result = await RenderAsync(values);

        result.ExitCode.ShouldBe(0, result.Errors);
    }

    [Fact]
    public async Task Several_slips_are_said_at_once()
    {
        CommandResult result = await RenderAsync("{replicas: 9, image: {tag: '-x'}, colour: red}");

        result.Errors.ShouldContain("replicas: Must be less than or equal to 5");
        result.Errors.ShouldContain("image.tag: Does not match pattern");
        result.Errors.ShouldContain("Additional property colour is not allowed");
    }

    [Fact]
    public async Task A_ServiceAccount_that_is_not_made_must_be_named()
    {
        CommandResult result = await RenderAsync("serviceAccount: {create: false}");

        result.Errors.ShouldContain(
            "serviceAccount.create is false: serviceAccount.name must name the one to use"
        );
    }

    public void Dispose() => _folder.Dispose();

    private async Task<CommandResult> RenderAsync(string values)
    {
        string file = _folder.File("values.yaml");
        await File.WriteAllTextAsync(file, values);
        return await ChartRenderer.TryAsync(file, "v1.30.0", ChartRenderer.Namespace);
    }
}
