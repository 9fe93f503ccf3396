using SloOperator.Tests.Gate;
using SloOperator.Tests.Web;

namespace SloOperator.Tests.Cli;

public sealed class GateCommandTests : CliScenario
{
    private ApiServer _server = null!;

    public override async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync("payments");
        _server.Slos.Put(GivenGate.Slo(GivenGate.Closed));
        Folder.Write("token", TokenAccess.Token);
    }

    public override async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_closed_gate_is_2_and_says_why_and_until_when()
    {
        CliRun run = await AskAsync("payments/checkout", "--change", "feature");

        run.ExitCode.ShouldBe(2);
        run.Lines.ShouldBe([
            "Deny payments/checkout: BudgetExhausted: availability has overspent its budget.",
            "  availability: budget -0.6667 of 99.9 % (Measured)",
            "  It opens by itself at 2026-11-20 17:00 UTC if the last hours go on.",
            "  reliability work: https://tracker.example/T-1",
        ]);
    }

    [Fact]
    public async Task A_rollback_is_0() =>
        (await AskAsync("payments/checkout", "--change", "rollback")).ExitCode.ShouldBe(0);

    [Theory]
    [InlineData("fail", 3)]
    [InlineData("allow", 0)]
    [InlineData("deny", 2)]
    public async Task An_unknown_budget_is_what_the_pipeline_says(string onUnknown, int expected)
    {
        _server.Time.Advance(TimeSpan.FromHours(1));

        (await AskAsync("payments/checkout", "--on-unknown", onUnknown)).ExitCode.ShouldBe(
            expected
        );
    }

    [Fact]
    public async Task JSON_is_the_answer_of_the_API()
    {
        CliRun run = await AskAsync("payments/checkout", "-o", "json");

        run.Output.ShouldContain("\"decision\": \"Deny\"");
        run.Output.ShouldContain("\"nextRelief\": \"2026-11-20T17:00:00Z\"");
    }

    [Fact]
    public async Task GitHub_gets_an_annotation_that_no_text_can_break()
    {
        _server.Slos.Put(
            GivenGate.Slo(GivenGate.Closed with { Message = "50 % gone\n::set-output name=x::y" })
        );

        CliRun run = await AskAsync("payments/checkout", "-o", "github");

        run.Lines.ShouldBe([
            "::error title=Deploy denied%3A payments/checkout::BudgetExhausted: 50 %25 gone%0A::set-output name=x::y It opens by itself at 2026-11-20 17:00 UTC if the last hours go on.",
        ]);
    }

    [Fact]
    public async Task A_TeamSLO_that_is_not_there_is_1() =>
        (await AskAsync("payments/nobody")).Complaint.ShouldEndWith(
            "404: there is no TeamSLO payments/nobody that you may get"
        );

    [Theory]
    [InlineData("checkout")]
    [InlineData("a/b/c")]
    public async Task A_name_is_namespace_and_name(string name) =>
        (await AskAsync(name)).Complaint.ShouldContain($"'{name}' is not NAMESPACE/NAME");

    [Fact]
    public async Task A_class_that_cannot_be_is_told_before_anybody_is_asked() =>
        (await AskAsync("payments/checkout", "--change", "Roll back")).Complaint.ShouldContain(
            "change: must be one class of changes"
        );

    [Fact]
    public async Task Nobody_there_is_4()
    {
        Uri gone = _server.Url;
        await _server.DisposeAsync();

        CliRun run = await RunAsync("gate", "payments/checkout", "--server", gone.ToString());

        run.ExitCode.ShouldBe(4);
        run.ErrorLines.ShouldHaveSingleItem().ShouldContain("connection refused");
    }

    [Fact]
    public async Task A_token_that_is_not_known_is_4()
    {
        CliRun run = await RunAsync(
            "gate",
            "payments/checkout",
            "--server",
            _server.Url.ToString()
        );

        run.ExitCode.ShouldBe(4);
        run.ErrorLines.ShouldHaveSingleItem().ShouldEndWith("401: send a token");
    }

    [Fact]
    public async Task A_token_is_not_sent_in_the_clear() =>
        (
            await RunAsync(
                "gate",
                "payments/checkout",
                "--server",
                "http://operator.example",
                "--token-file",
                Folder.At("token")
            )
        ).Complaint.ShouldContain("a token is sent over https only");

    [Fact]
    public async Task One_is_asked_and_not_two() =>
        (
            await RunAsync(
                "gate",
                "payments/checkout",
                "--server",
                "https://a.example",
                "--standalone",
                "."
            )
        ).Complaint.ShouldContain("name one to ask");

    [Fact]
    public async Task A_folder_is_read_as_its_operator_left_it()
    {
        Folder.Write(
            "slo.yaml",
            $$$"""
            {{{Api}}}
            kind: TeamSLO
            metadata: {name: checkout, namespace: payments}
            spec:
              team: shop
              service: checkout
              objectives:
              - {name: availability, target: "99.9", indicator: {events: {errors: 'e_total', total: 't_total'} } }
            """
        );

        CliRun unread = await RunAsync("gate", "payments/checkout", "--standalone", Folder.Root);

        unread.ExitCode.ShouldBe(3);
        unread.Lines[0].ShouldStartWith("Unknown payments/checkout: NotEvaluated: ");
    }

    private Task<CliRun> AskAsync(params string[] arguments) =>
        RunAsync([
            "gate",
            .. arguments,
            "--server",
            _server.Url.ToString(),
            "--token-file",
            Folder.At("token"),
        ]);
}
