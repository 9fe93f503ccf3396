using System.Text;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Admission;

[Collection(ControlPlaneCollection.Name)]
public sealed class AdmissionWebhookTests(ControlPlaneFixture cluster) : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private DenyingWebhook? _webhook;
    private string _namespace = "";

    private DenyingWebhook Webhook => _webhook!;

    public async Task InitializeAsync()
    {
        _webhook = await DenyingWebhook.StartAsync();
        _namespace = await cluster.CreateNamespaceAsync("admission");
        await cluster.Kubectl.RunAsync("label", "namespace", _namespace, $"webhook={_namespace}");
        await cluster.Kubectl.ApplyAsync(Configuration());
        // The API server learns of its webhooks by a watch.
        await Eventually.HoldsAsync(
            async () =>
            {
                CommandResult probe = await CreateAsync("denied");
                if (probe.ExitCode == 0)
                {
                    await cluster.Kubectl.RunAsync(
                        "delete",
                        "configmap",
                        "denied",
                        "-n",
                        _namespace
                    );
                }

                probe.Errors.ShouldContain("denied the request");
            },
            Deadline
        );
    }

    public async Task DisposeAsync()
    {
        await cluster.Kubectl.RunAsync(
            "delete",
            "validatingwebhookconfiguration",
            "--ignore-not-found",
            _namespace
        );
        await Webhook.DisposeAsync();
    }

    [Fact]
    public async Task The_API_server_hands_a_denial_and_warnings_to_the_user()
    {
        CommandResult denied = await CreateAsync("denied");
        CommandResult warned = await CreateAsync("warned");
        CommandResult plain = await CreateAsync("plain");

        denied.ExitCode.ShouldNotBe(0);
        denied.Errors.ShouldContain(
            "admission webhook \"deny.slo-operator.dev\" denied the request: the budget is spent 😀 until 12/01"
        );
        warned.ExitCode.ShouldBe(0, warned.Errors);
        warned.Errors.ShouldContain("Warning: the budget is nearly spent");
        plain.ExitCode.ShouldBe(0, plain.Errors);
        plain.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_certificate_is_renewed_without_a_restart_and_calls_go_on()
    {
        (await CreateAsync("before")).ExitCode.ShouldBe(0);
        string first = await Webhook.ServedSerialAsync();

        Webhook.Renew();
        string second = await Webhook.ServedSerialAsync();
        int asked = Webhook.Requests;
        CommandResult after = await CreateAsync("after");
        CommandResult denied = await CreateAsync("denied");

        second.ShouldNotBe(first);
        after.ExitCode.ShouldBe(0, after.Errors);
        denied.Errors.ShouldContain("the budget is spent");
        Webhook.Requests.ShouldBe(asked + 2);
    }

    [Fact]
    public async Task An_object_near_the_limit_of_the_API_server_is_judged()
    {
        int asked = Webhook.Requests;
        string text = new('x', 1_000_000);

        CommandResult large = await RunAsync("large", "data", text);

        large.ExitCode.ShouldBe(0, large.Errors);
        Webhook.Requests.ShouldBe(asked + 1);
    }

    private Task<CommandResult> CreateAsync(string name) => RunAsync(name, "a", "b");

    private Task<CommandResult> RunAsync(string name, string key, string value) =>
        cluster.Kubectl.TryAsync(
            ["create", "-f", "-"],
            $$"""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{name}}, namespace: {{_namespace}}}
            data: {{{key}}: {{value}}}
            """
        );

    private string Configuration() =>
        $$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata:
              name: {{_namespace}}
            webhooks:
            - name: deny.slo-operator.dev
              admissionReviewVersions: [v1]
              sideEffects: None
              failurePolicy: Fail
              timeoutSeconds: 30
              clientConfig:
                url: {{Webhook.Url}}
                caBundle: {{Convert.ToBase64String(Encoding.ASCII.GetBytes(Webhook.AuthorityPem))}}
              namespaceSelector:
                matchLabels: {webhook: {{_namespace}}}
              rules:
              - apiGroups: [""]
                apiVersions: [v1]
                operations: [CREATE]
                resources: [configmaps]
            """;
}
