using System.Security.Cryptography.X509Certificates;
using System.Text;
using SloOperator.EndToEnd.Tests.Program;
using SloOperator.EndToEnd.Tests.Resilience;
using SloOperator.Testing;
using SloOperator.Testing.Processes;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.Gates;

/// <summary>A control plane, a TeamSLO whose budget is used up, one whose is not, a workload of each, and the program with all its doors.</summary>
public sealed class GatedShop : OwnCluster
{
    internal const string Namespace = "payments";

    /// <summary>An hour of the day failed, which is 4 % of its requests, and 3 % may; so it opens when that hour has left the day.</summary>
    internal static readonly SloManifest Spent = new(Namespace, "checkout")
    {
        App = "earlier",
        Target = "97",
    };

    /// <summary>5 % may.</summary>
    internal static readonly SloManifest Healthy = new(Namespace, "search");

    private const string Policy = """
        apiVersion: slo-operator.dev/v1alpha1
        kind: ErrorBudgetPolicy
        metadata: {name: default}
        spec:
          tiers:
          - {name: exhausted, when: {budgetRemainingBelow: "0"}, clearAbove: "0.05", gate: Deny, ticket: {priority: P1}}
          allowChanges: [rollback, security, p0]
          onUnknown: Warn
        """;

    private readonly TemporaryFolder _certificates = new();
    private readonly int _admissionPort = LoopbackPort.Next();
    private RunningBinary? _running;

    internal DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    internal RunningBinary Running => _running!;

    internal Uri Admission => new($"https://127.0.0.1:{_admissionPort}/admission/v1/validate");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateNamespaceAsync(Namespace);
        await Kubectl.ApplyAsync(Policy);
        await ApplyAsync(Spent, Healthy);
        string certificate = await LoopbackCertificate.WriteAsync(_certificates.Path);
        _running = await RunningBinary.StartReadyAsync(
            "--kubeconfig",
            Cluster.KubeconfigFile,
            "--prometheus-url",
            PrometheusUrl,
            "--flagger-open",
            "--admission-listen",
            $"127.0.0.1:{_admissionPort}",
            "--admission-certificate",
            _certificates.Path
        );
        await StatusAsync(
            Spent,
            status => status.Condition("DeployAllowed").ShouldBe("False/BudgetExhausted"),
            TimeSpan.FromSeconds(60)
        );
        await StatusAsync(
            Healthy,
            status => status.Condition("DeployAllowed").ShouldBe("True/WithinBudget"),
            TimeSpan.FromSeconds(60)
        );
        await Kubectl.ApplyAsync(
            string.Join(
                "\n---\n",
                Workload("Deployment", Spent.Name),
                Workload("Deployment", Healthy.Name),
                Workload("StatefulSet", Spent.Name)
            )
        );
        await Kubectl.ApplyAsync(Webhook(certificate));
        // The API server learns of its webhooks by a watch. What went through before is no change a second time.
        int version = 0;
        await Eventually.HoldsAsync(
            async () =>
                (await SetImageAsync(Spent.Name, $"probe-{++version}")).Errors.ShouldContain(
                    "denied the request"
                ),
            TimeSpan.FromSeconds(60)
        );
    }

    public override async Task DisposeAsync()
    {
        if (_running is not null)
        {
            await _running.DisposeAsync();
        }

        _certificates.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>In the webhook's certificate and no other.</summary>
    internal X509ChainPolicy Trust() =>
        LoopbackCertificate.TrustOnly(_certificates.File("tls.crt"));

    /// <summary>As a developer ships a version.</summary>
    internal Task<CommandResult> SetImageAsync(string workload, string version) =>
        Kubectl.TryAsync([
            "set",
            "image",
            $"deployment/{workload}",
            $"app=registry.example/app:{version}",
            "-n",
            Namespace,
        ]);

    private static string Workload(string kind, string name) =>
        $$"""
            apiVersion: apps/v1
            kind: {{kind}}
            metadata:
              name: {{name}}
              namespace: {{Namespace}}
              labels: {slo-operator.dev/team-slo: {{name}}}
            spec:
              replicas: 2
              {{(kind == "StatefulSet" ? $"serviceName: {name}" : "paused: false")}}
              selector: {matchLabels: {app: {{name}} } }
              template:
                metadata: {labels: {app: {{name}} } }
                spec: {containers: [{name: app, image: "registry.example/app:v1"}]}
            """;

    private string Webhook(string authority) =>
        $$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: slo-operator}
            webhooks:
            - name: gate.slo-operator.dev
              admissionReviewVersions: [v1]
              sideEffects: NoneOnDryRun
              failurePolicy: Ignore
              timeoutSeconds: 10
              clientConfig:
                url: {{Admission}}
                caBundle: {{Convert.ToBase64String(Encoding.ASCII.GetBytes(authority))}}
              objectSelector:
                matchExpressions: [{key: slo-operator.dev/team-slo, operator: Exists}]
              rules:
              - {apiGroups: [apps], apiVersions: [v1], operations: [UPDATE], resources: [deployments, statefulsets]}
            """;
}
