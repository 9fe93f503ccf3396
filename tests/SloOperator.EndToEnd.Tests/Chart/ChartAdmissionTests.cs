using System.Text.Json.Nodes;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>What the chart tells the API server about gates.</summary>
public sealed class ChartAdmissionTests
{
    [Theory]
    [InlineData("everything")]
    [InlineData("cert-manager")]
    public async Task The_webhook_stops_nobody_when_it_does_not_answer(string values)
    {
        JsonNode webhook = Webhook(await ChartRenderer.RenderAsync(values));

        webhook["failurePolicy"]!.GetValue<string>().ShouldBe("Ignore");
        webhook["timeoutSeconds"]!.GetValue<decimal>().ShouldBe(2);
        webhook["sideEffects"]!.GetValue<string>().ShouldBe("NoneOnDryRun");
        webhook["clientConfig"]!["service"]!["path"]!
            .GetValue<string>()
            .ShouldBe("/admission/v1/validate");
    }

    [Theory]
    [InlineData("everything")]
    [InlineData("cert-manager")]
    public async Task The_webhook_judges_labelled_workloads_outside_the_clusters_own_namespaces(
        string values
    )
    {
        JsonNode webhook = Webhook(await ChartRenderer.RenderAsync(values));

        Expression(webhook["objectSelector"]).ShouldBe("slo-operator.dev/team-slo Exists ");
        Expression(webhook["namespaceSelector"])
            .ShouldBe("kubernetes.io/metadata.name NotIn kube-system,slo-system");
        webhook["rules"]!
            .AsArray()
            .SelectMany(rule =>
                ChartObject
                    .Texts(rule!["resources"])
                    .Select(resource => ChartObject.Texts(rule["apiGroups"])[0] + "/" + resource)
            )
            .ShouldBe(["apps/deployments", "apps/statefulsets", "argoproj.io/rollouts"]);
    }

    [Fact]
    public async Task The_certificate_is_the_operators_own_or_that_of_cert_manager()
    {
        RenderedChart own = await ChartRenderer.RenderAsync("everything");
        RenderedChart given = await ChartRenderer.RenderAsync("cert-manager");

        ChartObject
            .Texts(own.Only("Deployment").Container["args"])
            .ShouldContain("--admission-service=slo-operator");
        own.OfKind("Certificate", "Issuer").ShouldBeEmpty();
        ChartObject
            .Texts(given.Only("Deployment").Container["args"])
            .ShouldContain("--admission-certificate=/var/run/slo-operator/admission");
        ChartObject
            .Texts(given.Only("Certificate").Spec["dnsNames"])
            .ShouldBe(["slo.slo-system.svc"]);
        given.Only("ValidatingWebhookConfiguration").Json["metadata"]!["annotations"]![
            "cert-manager.io/inject-ca-from"
        ]!
            .GetValue<string>()
            .ShouldBe("slo-system/slo-admission");
    }

    [Fact]
    public async Task The_policy_judges_changed_pod_templates_by_the_gate_of_the_named_TeamSLO()
    {
        RenderedChart chart = await ChartRenderer.RenderAsync("policy");
        JsonObject policy = chart.Only("ValidatingAdmissionPolicy").Spec;
        JsonObject binding = chart.Only("ValidatingAdmissionPolicyBinding").Spec;

        policy["failurePolicy"]!.GetValue<string>().ShouldBe("Ignore");
        policy["paramKind"]!["kind"]!.GetValue<string>().ShouldBe("TeamSLO");
        JsonArray rules = policy["matchConstraints"]!["resourceRules"]!.AsArray();
        rules.ShouldAllBe(rule => ChartObject.Texts(rule!["operations"])[0] == "UPDATE");
        rules
            .SelectMany(rule => ChartObject.Texts(rule!["resources"]))
            .ShouldBe(["deployments", "statefulsets", "rollouts"]);
        Expression(policy["matchConstraints"]!["objectSelector"])
            .ShouldBe("slo-operator.dev/team-slo Exists ");
        ChartObject.Texts(binding["validationActions"]).ShouldBe(["Deny", "Audit"]);
        binding["paramRef"]!["parameterNotFoundAction"]!.GetValue<string>().ShouldBe("Allow");
    }

    [Fact]
    public async Task The_policy_is_refused_for_a_cluster_that_does_not_know_it()
    {
        CommandResult result = await ChartRenderer.TryAsync(
            ChartRenderer.ValuesFile("policy"),
            "v1.29.3",
            ChartRenderer.Namespace
        );

        result.ExitCode.ShouldNotBe(0);
        result.Errors.ShouldContain(
            "admissionPolicy.enabled needs Kubernetes 1.30 or later, found v1.29.3; use admissionWebhook.enabled instead"
        );
    }

    private static JsonNode Webhook(RenderedChart chart) =>
        chart.Only("ValidatingWebhookConfiguration").Json["webhooks"]!
            .AsArray()
            .ShouldHaveSingleItem()!;

    private static string Expression(JsonNode? selector)
    {
        JsonNode one = selector!["matchExpressions"]!.AsArray().ShouldHaveSingleItem()!;
        return $"{one["key"]} {one["operator"]} {string.Join(',', ChartObject.Texts(one["values"]))}";
    }
}
