using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Program;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "run", "evaluate", "validate", "version")]
    [InlineData(
        "run",
        "--kubeconfig <FILE>",
        "--namespace",
        "--listen <HOST:PORT>",
        "--standalone <DIR>"
    )]
    [InlineData("evaluate", "--file <DIR|FILE>", "--at <TIME>", "2: a budget is exhausted")]
    [InlineData("validate", "--file <DIR|FILE>", "without a server")]
    public async Task Help_names_what_can_be_said(string command, params string[] named)
    {
        string[] arguments = command.Length == 0 ? ["--help"] : [command, "--help"];

        CommandResult help = await OperatorBinary.RunAsync(arguments);

        help.ExitCode.ShouldBe(0);
        help.Errors.ShouldBeEmpty();
        named.ShouldAllBe(name => help.Output.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_version_is_one_line_on_stdout()
    {
        CommandResult version = await OperatorBinary.RunAsync("version");

        version.ExitCode.ShouldBe(0);
        version.Output.ShouldMatch(@"^slo-operator \d+\.\d+\.\d+\S*\n\z");
        version.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "command was not provided")]
    [InlineData("walk", "'walk'")]
    [InlineData("run --nope", "'--nope'")]
    [InlineData("run --leader-elect maybe", "'maybe'")]
    [InlineData("run --listen somewhere", "'somewhere' is not HOST:PORT")]
    [InlineData("run --listen 127.0.0.1:99999", "'127.0.0.1:99999' is not HOST:PORT")]
    [InlineData("run --standalone . --context c", "leave out --kubeconfig and --context")]
    [InlineData("run --standalone /no/such/folder", "/no/such/folder: there is no such folder")]
    [InlineData("run --kubeconfig /no/such/kubeconfig", "/no/such/kubeconfig")]
    [InlineData("run --kubeconfig /", "/: cannot read the kubeconfig")]
    [InlineData("validate", "'-f' is required")]
    [InlineData("validate -f /no/such.yaml", "-f /no/such.yaml: there is no such file or folder")]
    [InlineData("evaluate -f /no/such.yaml", "-f /no/such.yaml: there is no such file or folder")]
    [InlineData("evaluate -f . --at yesterday", "'yesterday' is not an RFC 3339 time")]
    [InlineData("evaluate -f . --at 2026-11-20T12:00:00", "is not an RFC 3339 time")]
    [InlineData("evaluate -f . -o yaml", "Must be one of: 'table' 'json'")]
    [InlineData("evaluate -f . --prometheus-url http://u:p@localhost", "without credentials")]
    public async Task Wrong_usage_is_one_line_on_stderr_and_exit_code_1(string line, string says)
    {
        string[] arguments = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        CommandResult refused = await OperatorBinary.RunAsync(arguments);

        refused.ExitCode.ShouldBe(1);
        refused.Output.ShouldBeEmpty();
        string told = refused.Errors.Trim().Split('\n').ShouldHaveSingleItem();
        told.ShouldStartWith("slo-operator: ");
        told.ShouldContain(says);
    }

    [Fact]
    public async Task A_context_that_the_kubeconfig_lacks_is_named()
    {
        using TemporaryFolder folder = new();
        string kubeconfig = DeadServer.WriteKubeconfig(folder);

        CommandResult refused = await OperatorBinary.RunAsync(
            "run",
            "--kubeconfig",
            kubeconfig,
            "--context",
            "staging"
        );

        refused.ExitCode.ShouldBe(1);
        string told = refused.Errors.Trim().Split('\n').ShouldHaveSingleItem();
        told.ShouldContain("staging");
    }
}
