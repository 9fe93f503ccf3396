using SloOperator.Testing;
using SloOperator.Testing.Clusters;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.FixtureTests;

public sealed class OwnControlPlaneTests
{
    private static readonly TokenUser Guest = new("guest", "guest-token");

    [Fact]
    public async Task A_killed_and_restarted_API_server_keeps_its_objects_and_its_address()
    {
        await using ControlPlane cluster = await ControlPlane.StartOwnAsync();
        KubectlRunner kubectl = new(cluster.KubeconfigFile);
        await kubectl.RunAsync("create", "configmap", "kept", "--from-literal=answer=42");

        await cluster.KillApiServerAsync();
        CommandResult whileDown = await kubectl.TryAsync(["get", "configmap", "kept"]);
        await cluster.StartApiServerAgainAsync();
        CommandResult afterwards = await kubectl.RunAsync(
            "get",
            "configmap",
            "kept",
            "-o",
            "jsonpath={.data.answer}"
        );

        whileDown.ExitCode.ShouldNotBe(0);
        afterwards.Output.Trim().ShouldBe("42");
    }

    [Fact]
    public async Task A_frozen_API_server_answers_nobody_until_it_is_thawed()
    {
        await using ControlPlane cluster = await ControlPlane.StartOwnAsync();
        KubectlRunner kubectl = new(cluster.KubeconfigFile);

        cluster.FreezeApiServer();
        CommandResult frozen = await kubectl.TryAsync([
            "get",
            "--raw",
            "/readyz",
            "--request-timeout=1s",
        ]);
        cluster.ThawApiServer();
        CommandResult thawed = await kubectl.RunAsync("get", "--raw", "/readyz");

        frozen.ExitCode.ShouldNotBe(0);
        thawed.Output.Trim().ShouldBe("ok");
    }

    [Fact]
    public async Task Other_users_may_do_only_what_is_granted_to_them()
    {
        await using ControlPlane cluster = await ControlPlane.StartOwnAsync(
            new ControlPlaneOptions { Users = [Guest] }
        );
        KubectlRunner admin = new(cluster.KubeconfigFile);
        KubectlRunner guest = new(cluster.WriteKubeconfig(Guest));
        KubectlRunner reader = new(cluster.WriteKubeconfig("reader", "readers"));
        await admin.RunAsync(
            "create",
            "clusterrole",
            "see-configmaps",
            "--verb=list",
            "--resource=configmaps"
        );
        await admin.RunAsync(
            "create",
            "clusterrolebinding",
            "readers",
            "--clusterrole=see-configmaps",
            "--group=readers"
        );

        // The API server learns of new grants by its own watch.
        await Eventually.HoldsAsync(
            () => reader.RunAsync("get", "configmaps"),
            TimeSpan.FromSeconds(20)
        );
        CommandResult writing = await reader.TryAsync(["create", "configmap", "forbidden"]);
        CommandResult refused = await guest.TryAsync(["get", "configmaps"]);

        writing.Errors.ShouldContain("User \"reader\" cannot create resource \"configmaps\"");
        refused.Errors.ShouldContain("User \"guest\" cannot list resource \"configmaps\"");
    }

    [Fact]
    public async Task A_compacted_etcd_has_forgotten_the_revisions_before()
    {
        await using ControlPlane cluster = await ControlPlane.StartOwnAsync(
            new ControlPlaneOptions { ApiServerFlags = ["--watch-cache=false"] }
        );
        KubectlRunner kubectl = new(cluster.KubeconfigFile);
        await kubectl.RunAsync("create", "configmap", "one");
        await kubectl.RunAsync("create", "configmap", "two");

        await cluster.CompactEtcdAsync();
        CommandResult old = await kubectl.RunAsync(
            "get",
            "--raw",
            "/api/v1/namespaces/default/configmaps?watch=1&resourceVersion=2&timeoutSeconds=1"
        );

        old.Output.ShouldContain("\"code\":410");
    }

    [Fact]
    public async Task A_start_that_fails_says_what_the_API_server_wrote()
    {
        ServerStartException failure = await Should.ThrowAsync<ServerStartException>(() =>
            ControlPlane.StartOwnAsync(
                new ControlPlaneOptions { ApiServerFlags = ["--no-such-flag"] }
            )
        );

        failure.Message.ShouldContain("unknown flag: --no-such-flag");
    }
}
