using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SloOperator.EndToEnd.Tests.Program;
using SloOperator.Testing.Processes;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Gates;

/// <summary>The same budget through every door, on a real API server and the real program.</summary>
public sealed class GateDoorTests(GatedShop shop, ITestOutputHelper output)
    : IClassFixture<GatedShop>
{
    private const string Spent = GatedShop.Namespace + "/checkout";
    private const string Relief = "It opens by itself at 20";
    private const string Healthy = GatedShop.Namespace + "/search";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(Spent, "feature", 2)]
    [InlineData(Spent, "rollback", 0)]
    [InlineData(Spent, "security", 0)]
    [InlineData(Healthy, "feature", 0)]
    public async Task The_command_reads_the_cluster(string slo, string change, int expected)
    {
        CommandResult run = await OperatorBinary.RunAsync(
            "gate",
            slo,
            "--change",
            change,
            "--kubeconfig",
            shop.Cluster.KubeconfigFile
        );

        output.WriteLine($"$ slo-operator gate {slo} --change {change}\n{run.Output}{run.Errors}");
        run.ExitCode.ShouldBe(expected);
        if (expected != 0)
        {
            run.Output.ShouldContain(Relief);
        }
    }

    [Fact]
    public async Task The_API_answers_whoever_may_get_TeamSLOs_there_and_nobody_else()
    {
        await shop.Kubectl.RunAsync("create", "serviceaccount", "ci", "-n", GatedShop.Namespace);
        await shop.Kubectl.RunAsync("create", "serviceaccount", "other", "-n", GatedShop.Namespace);
        await shop.Kubectl.RunAsync(
            "create",
            "role",
            "gate-reader",
            "--verb=get",
            "--resource=teamslos.slo-operator.dev",
            "-n",
            GatedShop.Namespace
        );
        await shop.Kubectl.RunAsync(
            "create",
            "rolebinding",
            "ci-gate",
            "--role=gate-reader",
            $"--serviceaccount={GatedShop.Namespace}:ci",
            "-n",
            GatedShop.Namespace
        );
        string ci = await TokenAsync("ci", "slo-operator");
        string elsewhere = await TokenAsync("ci", "vault");
        string other = await TokenAsync("other", "slo-operator");

        (HttpStatusCode status, string body) = await AskAsync($"gates/{Spent}?change=feature", ci);
        output.WriteLine(body);
        status.ShouldBe(HttpStatusCode.OK);
        JsonElement answer = JsonDocument.Parse(body).RootElement;
        answer.GetProperty("decision").GetString().ShouldBe("Deny");
        answer.GetProperty("reason").GetString().ShouldBe("BudgetExhausted");
        answer.GetProperty("nextRelief").GetDateTimeOffset().ShouldBeGreaterThan(shop.Now);
        (await DecisionAsync($"gates/{Spent}?change=rollback", ci)).ShouldBe("Allow");
        (await DecisionAsync($"gates/{Healthy}?change=feature", ci)).ShouldBe("Allow");
        (await AskAsync($"gates/{Spent}", null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync($"gates/{Spent}", elsewhere)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync($"gates/{Spent}", other)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync("teamslos", ci)).Body.ShouldContain("\"checkout\"");
        (await AskAsync("teamslos", other)).Body.ShouldBe("{\"items\":[]}");
        await AuditsAsync("GateDenied", $"system:serviceaccount:{GatedShop.Namespace}:ci");
    }

    [Fact]
    public async Task Kubectl_waits_for_the_condition()
    {
        CommandResult spent = await WaitAsync("checkout");
        CommandResult healthy = await WaitAsync("search");

        CommandResult table = await KubectlAsync("get", "teamslos", "-o", "wide");
        output.WriteLine(
            $"{spent.Output}{spent.Errors}{healthy.Output}{healthy.Errors}{table.Output}"
        );
        spent.ExitCode.ShouldNotBe(0);
        healthy.ExitCode.ShouldBe(0, healthy.Errors);
    }

    [Fact]
    public async Task Flagger_goes_on_waits_and_does_not_roll_back_without_a_burn()
    {
        (HttpStatusCode spent, string reason) = await FlaggerAsync("gate", "checkout");
        (HttpStatusCode healthy, _) = await FlaggerAsync("gate", "search");
        (HttpStatusCode rollback, _) = await FlaggerAsync("rollback", "checkout");

        output.WriteLine(reason);
        (spent, healthy, rollback).ShouldBe(
            (HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden)
        );
        reason.ShouldStartWith("BudgetExhausted: ");
        reason.ShouldContain(Relief);
    }

    [Fact]
    public async Task The_webhook_stops_a_new_version_and_nothing_else()
    {
        CommandResult denied = await shop.SetImageAsync("checkout", "v2");
        CommandResult healthy = await shop.SetImageAsync("search", "v2");
        CommandResult scaled = await KubectlAsync("scale", "deployment/checkout", "--replicas=3");
        CommandResult rollback = await PatchAsync("v0", "rollback");
        CommandResult security = await PatchAsync("v3", "security");

        output.WriteLine(denied.Errors + rollback.Errors + security.Errors);
        denied.ExitCode.ShouldNotBe(0);
        denied.Errors.ShouldContain(
            "admission webhook \"gate.slo-operator.dev\" denied the request: TeamSLO payments/checkout: BudgetExhausted: "
        );
        denied.Errors.ShouldContain(Relief);
        denied.Errors.ShouldContain("Changes of class rollback, security, p0 pass");
        foreach (CommandResult passed in new[] { healthy, scaled, rollback, security })
        {
            passed.ExitCode.ShouldBe(0, passed.Errors);
        }
        security.Errors.ShouldContain("Warning: AllowedChange: ");
        await AuditsAsync("GateBypassed", "rollback");
        await AuditsAsync("GateBypassed", "security");
    }

    [Theory]
    [InlineData("deployment")]
    [InlineData("statefulset")]
    public async Task A_rollback_to_a_revision_that_is_kept_passes_a_closed_gate(string kind)
    {
        string workload = $"{kind}/checkout";
        JsonNode found = JsonNode.Parse(
            (
                await shop.Kubectl.RunAsync(
                    "get",
                    workload,
                    "-n",
                    GatedShop.Namespace,
                    "-o",
                    "json"
                )
            ).Output
        )!;
        const string Old = "registry.example/app:v0.9";
        await shop.Kubectl.ApplyAsync(
            kind == "deployment"
                ? KeptRevision.ReplicaSet(found, Old)
                : KeptRevision.ControllerRevision(found, Old)
        );

        CommandResult forward = await KubectlAsync("set", "image", workload, "app=new:v9");
        CommandResult undone = await KubectlAsync("rollout", "undo", workload, "--to-revision=1");

        output.WriteLine($"{forward.Errors}{undone.Output}{undone.Errors}");
        forward.Errors.ShouldContain("denied the request");
        undone.ExitCode.ShouldBe(0, undone.Errors);
        undone.Errors.ShouldContain("Warning: This goes back to what ran before");
        (
            await KubectlAsync(
                "get",
                workload,
                "-o",
                "jsonpath={.spec.template.spec.containers[0].image}"
            )
        )
            .Output.TrimEnd()
            .ShouldBe(Old);
    }

    [Fact]
    public async Task What_is_no_review_is_refused_and_the_other_port_knows_no_webhook()
    {
        (HttpStatusCode kind, string body) = await PostAsync(
            shop.Admission,
            """{"apiVersion": "v1", "kind": "Pod"}"""
        );
        (HttpStatusCode plain, _) = await PostAsync(
            new Uri($"http://{shop.Running.Listen}{shop.Admission.AbsolutePath}"),
            "{}"
        );

        (kind, plain).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.NotFound));
        body.ShouldContain("kind: must be AdmissionReview");
    }

    private async Task<string> TokenAsync(string account, string audience) =>
        (
            await shop.Kubectl.RunAsync(
                "create",
                "token",
                account,
                "--audience",
                audience,
                "-n",
                GatedShop.Namespace
            )
        ).Output.Trim();

    private async Task<string?> DecisionAsync(string path, string token) =>
        JsonDocument
            .Parse((await AskAsync(path, token)).Body)
            .RootElement.GetProperty("decision")
            .GetString();

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"http://{shop.Running.Listen}/api/v1/{path}"
        );
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await SendAsync(request);
    }

    private Task<(HttpStatusCode Status, string Body)> FlaggerAsync(string hook, string canary) =>
        PostAsync(
            new Uri($"http://{shop.Running.Listen}/flagger/v1/{hook}"),
            $$"""{"name": "{{canary}}", "namespace": "{{GatedShop.Namespace}}", "phase": "Progressing"}"""
        );

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(Uri url, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        return await SendAsync(request);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpRequestMessage request)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = shop.Trust();
        using var http = new HttpClient(handler);
        using HttpResponseMessage response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private Task<CommandResult> WaitAsync(string slo) =>
        KubectlAsync("wait", $"teamslo/{slo}", "--for=condition=DeployAllowed", "--timeout=0s");

    private Task<CommandResult> PatchAsync(string version, string change) =>
        KubectlAsync(
            "patch",
            "deployment/checkout",
            "-p",
            $$$"""
            {"metadata": {"annotations": {"slo-operator.dev/change": "{{{change}}}"}},
             "spec": {"template": {"spec": {"containers": [{"name": "app", "image": "registry.example/app:{{{version}}}"}]} } } }
            """
        );

    private Task<CommandResult> KubectlAsync(params IReadOnlyList<string> arguments) =>
        shop.Kubectl.TryAsync(["-n", GatedShop.Namespace, .. arguments]);

    private async Task AuditsAsync(string decision, string said)
    {
        string line = await shop.Running.Process.WaitForLineAsync(
            line =>
                line.Contains($"\"decision\":\"{decision}\"", StringComparison.Ordinal)
                && line.Contains(said, StringComparison.Ordinal),
            Deadline
        );
        output.WriteLine(line);
    }
}
