using System.Net;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Resources;
using SloOperator.Testing;

namespace SloOperator.EndToEnd.Tests.Credentials;

/// <summary>Credentials that somebody renews while we run, on a real API server that says who it takes us for.</summary>
[Collection(CredentialCollection.Name)]
public sealed class RotationTests(CredentialCluster cluster)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    // TLS compares certificates with the real clock; what is measured here is only the age of what was read.
    private readonly ManualTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_token_file_is_read_again_after_a_minute_and_not_before()
    {
        string token = cluster.Write("token-file", CredentialCluster.Before.Token);
        using Visitor visitor = Visit(
            cluster.WriteKubeconfig("by-token-file", $"tokenFile: '{token}'")
        );
        (await visitor.NameAsync()).ShouldBe("before");
        cluster.Write("token-file", CredentialCluster.After.Token);

        _clock.Advance(Minute - TimeSpan.FromSeconds(1));
        (await visitor.NameAsync()).ShouldBe("before");
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await visitor.NameAsync()).ShouldBe("after");
    }

    [Fact]
    public async Task A_pods_renewed_token_is_read_after_a_minute()
    {
        await cluster.CreateAccountsAsync("in-pod");
        using Visitor visitor = await VisitFromPodAsync("in-pod");
        (await visitor.NameAsync()).ShouldBe("system:serviceaccount:in-pod:before");
        cluster.Write("in-pod/token", await cluster.TokenAsync("in-pod", "after"));
        (await visitor.NameAsync()).ShouldBe("system:serviceaccount:in-pod:before");

        _clock.Advance(Minute);

        (await visitor.NameAsync()).ShouldBe("system:serviceaccount:in-pod:after");
    }

    [Fact]
    public async Task A_pods_revoked_token_is_replaced_without_waiting_the_minute()
    {
        await cluster.CreateAccountsAsync("revoked");
        using Visitor visitor = await VisitFromPodAsync("revoked");
        (await visitor.NameAsync()).ShouldBe("system:serviceaccount:revoked:before");

        cluster.Write("revoked/token", await cluster.TokenAsync("revoked", "after"));
        await cluster.RevokeAsync("revoked", "before");

        await IsAsync(visitor, "system:serviceaccount:revoked:after");
    }

    [Fact]
    public async Task A_plugin_runs_again_when_its_token_is_refused_and_not_before()
    {
        await cluster.CreateAccountsAsync("plugin");
        string answer = WriteAnswer(await cluster.TokenAsync("plugin", "before"));
        string runs = cluster.Write("runs", "");
        using Visitor visitor = Visit(
            cluster.WriteKubeconfig(
                "by-plugin",
                $"exec: {{apiVersion: client.authentication.k8s.io/v1, command: sh, args: [-c, 'echo run >> {runs}; cat {answer}']}}"
            )
        );
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => visitor.NameAsync()));
        (await visitor.NameAsync()).ShouldBe("system:serviceaccount:plugin:before");
        (await File.ReadAllLinesAsync(runs)).Length.ShouldBe(1);

        WriteAnswer(await cluster.TokenAsync("plugin", "after"));
        await cluster.RevokeAsync("plugin", "before");

        await IsAsync(visitor, "system:serviceaccount:plugin:after");
        (await File.ReadAllLinesAsync(runs)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Renewed_files_of_a_client_certificate_are_presented_after_a_minute()
    {
        WriteCertificate("cert-before");
        using Visitor visitor = Visit(
            cluster.WriteKubeconfig(
                "by-certificate",
                "client-certificate: client.crt, client-key: client.key"
            )
        );
        (await visitor.NameAsync()).ShouldBe("cert-before");
        WriteCertificate("cert-after");

        _clock.Advance(Minute);

        (await visitor.NameAsync()).ShouldBe("cert-after");
    }

    [Fact]
    public async Task An_operator_goes_on_when_its_token_is_revoked_and_renewed()
    {
        const string ns = "operating";
        await cluster.CreateAccountsAsync(ns);
        await cluster.Kubectl.RunAsync(
            "create",
            "clusterrole",
            "slos",
            "--verb=get,list,watch,patch,create,update",
            "--resource=teamslos.slo-operator.dev,teamslos.slo-operator.dev/status,prometheusendpoints.slo-operator.dev,"
                + "errorbudgetpolicies.slo-operator.dev,reliabilitytickets.slo-operator.dev,reliabilitytickets.slo-operator.dev/status,"
                + "budgetexceptions.slo-operator.dev,ticketsinks.slo-operator.dev,namespaces,events.events.k8s.io"
        );
        await cluster.Kubectl.RunAsync(
            "create",
            "clusterrolebinding",
            "slos",
            "--clusterrole=slos",
            $"--serviceaccount={ns}:before",
            $"--serviceaccount={ns}:after"
        );
        string before = await cluster.TokenAsync(ns, "before");
        string token = cluster.Write("operating-token", before);
        await using RunningOperator op = await RunningOperator.StartAsync(
            cluster.WriteKubeconfig("operating", $"tokenFile: '{token}'"),
            ns,
            clock: null
        );
        using HttpClient http = Kubeconfig
            .Load(cluster.Cluster.KubeconfigFile)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
        ResourceApi<TeamSlo> slos = new(
            new KubeClient(http, TimeProvider.System),
            ResourceKinds.TeamSlo
        );
        await cluster.Kubectl.ApplyAsync($"{new Program.SloManifest(ns, "checkout")}");
        await IsObservedAsync(slos, ns);

        cluster.Write("operating-token", await cluster.TokenAsync(ns, "after"));
        await cluster.RevokeAsync(ns, "before");
        await IsRefusedAsync(before);
        await cluster.Kubectl.ApplyAsync(
            $"{new Program.SloManifest(ns, "checkout") { Target = "99" }}"
        );

        await IsObservedAsync(slos, ns);
    }

    private async Task IsRefusedAsync(string token)
    {
        using Visitor visitor = Visit(cluster.WriteKubeconfig("refused", $"token: {token}"));
        await Eventually.HoldsAsync(
            async () => (await visitor.AskAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized),
            Deadline
        );
    }

    private static Task IsObservedAsync(ResourceApi<TeamSlo> slos, string ns) =>
        Eventually.HoldsAsync(
            async () =>
            {
                TeamSlo? slo = await slos.GetAsync(
                    new ResourceName(ns, "checkout"),
                    CancellationToken.None
                );
                slo!.Status.ShouldNotBeNull().ObservedGeneration.ShouldBe(slo.Metadata.Generation);
            },
            Deadline
        );

    private static Task IsAsync(Visitor visitor, string name) =>
        Eventually.HoldsAsync(async () => (await visitor.NameAsync()).ShouldBe(name), Deadline);

    private Visitor Visit(string kubeconfig) => new(Kubeconfig.Load(kubeconfig).Connect(), _clock);

    private async Task<Visitor> VisitFromPodAsync(string ns)
    {
        cluster.Write($"{ns}/ca.crt", cluster.AuthorityPem);
        cluster.Write($"{ns}/namespace", ns);
        string token = cluster.Write($"{ns}/token", await cluster.TokenAsync(ns, "before"));
        Uri server = cluster.Cluster.Server;
        return new Visitor(
            InCluster.Load(
                name => name is "KUBERNETES_SERVICE_HOST" ? server.Host : $"{server.Port}",
                Path.GetDirectoryName(token)!
            ),
            _clock
        );
    }

    private string WriteAnswer(string token) =>
        cluster.Write(
            "answer",
            $$$"""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"{{{token}}}"}}"""
        );

    private void WriteCertificate(string user)
    {
        string[] lines = File.ReadAllLines(cluster.Cluster.WriteKubeconfig(user));
        cluster.Write("client.crt", Decoded("client-certificate-data"));
        cluster.Write("client.key", Decoded("client-key-data"));

        string Decoded(string field) =>
            System.Text.Encoding.UTF8.GetString(
                Convert.FromBase64String(
                    lines
                        .Single(line => line.Contains($"{field}: ", StringComparison.Ordinal))
                        .Split(": ")[1]
                        .Trim()
                )
            );
    }
}
