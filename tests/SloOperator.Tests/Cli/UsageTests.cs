namespace SloOperator.Tests.Cli;

public sealed class UsageTests : CliScenario
{
    [Theory]
    [InlineData("", "run", "evaluate", "validate", "version")]
    [InlineData(
        "run",
        "--kubeconfig",
        "--context",
        "--namespace",
        "--prometheus-url",
        "--listen",
        "--leader-elect",
        "--operator-namespace",
        "--standalone"
    )]
    [InlineData(
        "evaluate",
        "--file",
        "--prometheus-url",
        "--at",
        "--output",
        "exit code 0: healthy"
    )]
    [InlineData("validate", "--file", "without a server")]
    [InlineData("version", "Print the version")]
    public async Task Help_is_there_for_every_command_and_names_all_it_takes(
        string command,
        params string[] mentioned
    )
    {
        CliRun run = await RunAsync([
            .. command.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            "--help",
        ]);

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        mentioned.ShouldAllBe(text => run.Output.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        CliRun run = await RunAsync("version");

        run.ExitCode.ShouldBe(0);
        run.Lines.ShouldHaveSingleItem().ShouldMatch(@"^slo-operator \d+\.\d+\.\d+");
    }

    [Theory]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("destroy", "destroy")]
    [InlineData("", "command")]
    [InlineData("evaluate", "'-f'")]
    [InlineData("validate", "'-f'")]
    [InlineData("evaluate -f x --nonsense", "--nonsense")]
    [InlineData("evaluate -f x -o yaml", "yaml")]
    [InlineData("validate -f x extra", "extra")]
    [InlineData("run --leader-elect perhaps", "perhaps")]
    [InlineData("run --kubeconfig", "--kubeconfig")]
    [InlineData("run --standalone x --kubeconfig y", "leave out --kubeconfig and --context")]
    [InlineData("run --standalone x --context y", "leave out --kubeconfig and --context")]
    public async Task Wrong_usage_gets_one_line_that_names_what_is_wrong_and_where_to_look(
        string args,
        string named
    )
    {
        CliRun run = await RunAsync(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        run.Complaint.ShouldStartWith("slo-operator: ");
        run.Complaint.ShouldContain(named);
        run.Complaint.ShouldEndWith("--help)");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("127.0.0.1:http")]
    [InlineData("example.org:8080")]
    public async Task An_address_to_listen_on_that_is_none_is_quoted(string text) =>
        (await RunAsync("run", "--listen", text)).Complaint.ShouldBe(
            $"slo-operator: --listen: '{text}' is not HOST:PORT with an IP address or localhost, such as 127.0.0.1:8080 (see slo-operator run --help)"
        );

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-20T12:00:00")]
    [InlineData("2026-11-20 12:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("11/20/2026")]
    [InlineData("1795176000")]
    public async Task A_time_that_could_be_read_two_ways_is_none(string text) =>
        (await RunAsync("evaluate", "-f", "x", "--at", text)).Complaint.ShouldBe(
            $"slo-operator: --at: '{text}' is not an RFC 3339 time such as 2026-11-20T12:00:00Z (see slo-operator evaluate --help)"
        );

    [Theory]
    [InlineData("ftp://prometheus")]
    [InlineData("prometheus:9090")]
    [InlineData("/api")]
    [InlineData("http://admin:hunter2@prometheus")]
    public async Task A_Prometheus_URL_that_is_none_is_not_quoted_for_it_may_hold_a_password(
        string text
    ) =>
        (await RunAsync("evaluate", "-f", "x", "--prometheus-url", text)).Complaint.ShouldBe(
            "slo-operator: --prometheus-url: not an absolute http or https URL without credentials, such as http://127.0.0.1:9090 (see slo-operator evaluate --help)"
        );

    [Theory]
    [InlineData("evaluate")]
    [InlineData("validate")]
    public async Task A_file_that_is_missing_is_named(string command)
    {
        string missing = Folder.At("missing.yaml");

        (await RunAsync(command, "-f", missing)).Complaint.ShouldBe(
            $"slo-operator: -f {missing}: there is no such file or folder"
        );
    }

    [Theory]
    [InlineData("evaluate", "holds no TeamSLO and no OnCallPolicy")]
    [InlineData("validate", "holds no object of slo-operator.dev")]
    public async Task A_folder_with_nothing_in_it_is_wrong_usage(string command, string reason) =>
        (await RunAsync(command, "-f", Folder.Root)).Complaint.ShouldBe(
            $"slo-operator: -f {Folder.Root}: {reason}"
        );

    [Fact]
    public async Task A_folder_to_work_on_that_is_missing_is_named()
    {
        string missing = Folder.At("missing");

        (await RunAsync("run", "--standalone", missing)).Complaint.ShouldBe(
            $"slo-operator: --standalone {missing}: there is no such folder"
        );
    }

    [Fact]
    public async Task A_kubeconfig_that_is_missing_is_named()
    {
        string missing = Folder.At("missing.kubeconfig");

        (await RunAsync("run", "--kubeconfig", missing)).Complaint.ShouldContain(missing);
    }

    [Fact]
    public async Task A_kubeconfig_that_is_none_is_named()
    {
        string broken = Folder.Write("broken.kubeconfig", "clusters: 7\n");

        (await RunAsync("run", "--kubeconfig", broken)).Complaint.ShouldContain(broken);
    }
}
