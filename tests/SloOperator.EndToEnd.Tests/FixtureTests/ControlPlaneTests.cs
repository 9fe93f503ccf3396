using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.FixtureTests;

[Collection(ControlPlaneCollection.Name)]
public sealed class ControlPlaneTests(ControlPlaneFixture fixture)
{
    [Fact]
    public async Task The_shared_control_plane_answers_kubectl()
    {
        CommandResult namespaces = await fixture.Kubectl.RunAsync(
            "get",
            "namespaces",
            "-o",
            "name"
        );

        namespaces.Output.ShouldContain("namespace/default\n");
    }

    [Fact]
    public async Task Every_test_gets_a_namespace_of_its_own()
    {
        string one = await fixture.CreateNamespaceAsync("fixture");
        string two = await fixture.CreateNamespaceAsync("fixture");

        CommandResult found = await fixture.Kubectl.RunAsync(
            "get",
            "namespace",
            one,
            two,
            "-o",
            "name"
        );
        found.Output.ShouldBe($"namespace/{one}\nnamespace/{two}\n");
    }

    [Fact]
    public async Task A_command_that_the_server_refuses_fails_with_what_kubectl_said()
    {
        CommandFailedException failure = await Should.ThrowAsync<CommandFailedException>(() =>
            fixture.Kubectl.RunAsync("get", "namespace", "absent")
        );

        failure.Message.ShouldContain("NotFound");
    }
}
