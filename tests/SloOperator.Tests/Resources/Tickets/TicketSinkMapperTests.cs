using SloOperator.Resources;
using SloOperator.Resources.Tickets;

namespace SloOperator.Tests.Resources.Tickets;

public sealed class TicketSinkMapperTests
{
    private static readonly string[] GitHub =
    [
        "type: GitHub",
        "project: shop/issues",
        "secret: gh",
    ];

    [Fact]
    public void What_is_not_written_has_its_default() =>
        Map()
            .ShouldBe(
                new SinkOptions
                {
                    Name = "issues",
                    Type = SinkType.GitHub,
                    Url = new Uri("https://api.github.com"),
                    Project = "shop/issues",
                    Secret = "gh",
                }
            );

    [Fact]
    public void What_is_written_arrives() =>
        Map(
                "type: Jira",
                "url: https://jira.example.com/prefix",
                "project: PAY",
                "issueType: Bug",
                "labels: [slo, 'team:pay']",
                "rateLimit: {perMinute: 5, perHour: 100}",
                "closeTransition: Won't do"
            )
            .ShouldBe(
                new SinkOptions
                {
                    Name = "issues",
                    Type = SinkType.Jira,
                    Url = new Uri("https://jira.example.com/prefix"),
                    Project = "PAY",
                    Secret = "gh",
                    IssueType = "Bug",
                    Labels = ["slo", "team:pay"],
                    PerMinute = 5,
                    PerHour = 100,
                    CloseTransition = "Won't do",
                }
            );

    [Fact]
    public void An_issue_of_Jira_is_a_task_unless_written() =>
        Map("type: Jira", "url: https://jira.example.com", "project: PAY")
            .IssueType.ShouldBe("Task");

    [Theory]
    [InlineData("type: GitLab", "project: '17'", "https://gitlab.com/")]
    [InlineData("type: Slack", "project: C024BE91L", "https://slack.com/")]
    public void A_vendor_has_its_own_url(string type, string project, string url) =>
        Map(type, project).Url.ToString().ShouldBe(url);

    [Theory]
    [InlineData("type: Jira", "project: PAY")]
    [InlineData("type: Webhook", "project:")]
    public void Who_has_no_url_of_a_vendor_needs_one(string type, string project) =>
        Paths(Problems(type, project)).ShouldBe(["spec.url"]);

    [Theory]
    [InlineData("GitHub", "shop/issues", true)]
    [InlineData("GitHub", "shop", false)]
    [InlineData("GitHub", "shop/a/b", false)]
    [InlineData("GitHub", "shop/..", false)]
    [InlineData("GitHub", "../shop", false)]
    [InlineData("GitLab", "17", true)]
    [InlineData("GitLab", "shop/teams/issues", true)]
    [InlineData("GitLab", "issues", false)]
    [InlineData("GitLab", "shop/../issues", false)]
    [InlineData("Slack", "C024BE91L", true)]
    [InlineData("Slack", "#slo-alerts", true)]
    [InlineData("Slack", "slo alerts", false)]
    [InlineData("Jira", "PAY", true)]
    [InlineData("Jira", "pay", false)]
    [InlineData("Jira", "P", false)]
    public void A_project_is_what_its_type_calls_one(string type, string project, bool valid)
    {
        string[] found =
        [
            .. Paths(
                Problems(
                    $"type: {type}",
                    $"project: '{project}'",
                    "url: https://tracker.example.com"
                )
            ),
        ];

        found.ShouldBe(valid ? [] : ["spec.project"]);
    }

    [Fact]
    public void A_project_is_missed_where_it_is_needed_and_refused_where_there_is_none()
    {
        Problems("project:")
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("spec.project: is missing; write owner/repository, such as shop/checkout");
        Problems("type: Webhook", "url: https://receiver.example.com")
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("spec.project: is not for type Webhook; leave it out");
    }

    [Theory]
    [InlineData("http://tracker.example.com", "begins with http")]
    [InlineData("https://127.0.0.1", "\"127.0.0.1\" is a loopback")]
    [InlineData("https://localhost:8443", "\"localhost\" is a loopback")]
    [InlineData("https://[::1]", "\"[::1]\" is a loopback")]
    [InlineData("https://169.254.169.254", "\"169.254.169.254\" is a loopback")]
    public void What_is_not_public_needs_the_operators_leave(string url, string message)
    {
        Problem problem = Problems($"url: {url}").ShouldHaveSingleItem();

        problem.Path.ShouldBe("spec.url");
        problem.Message.ShouldStartWith(message);
        problem.Message.ShouldEndWith("run the operator with --allow-private-sinks");
        new TicketSinkMapper(allowPrivate: true)
            .Map(Written.Sink(Written.Fields(GitHub, $"url: {url}")))
            .IsUsable.ShouldBeTrue();
    }

    [Fact]
    public void A_url_that_may_hold_a_credential_is_never_quoted() =>
        Problems("url: https://bot:hunter2@tracker.example.com")
            .ShouldHaveSingleItem()
            .Message.ShouldNotContain("hunter2");

    [Fact]
    public void Every_problem_is_told_at_once() =>
        Paths(
                TicketSinkValidator.Validate(
                    Written.Sink(
                        """
                        type: Trello
                        url: ftp://x
                        secret: A
                        allowedNamespaces: [a, a, B]
                        issueType: " "
                        labels: ["a b"]
                        rateLimit: {perMinute: 0, perHour: 60001}
                        """
                    ),
                    allowPrivate: false
                )
            )
            .ShouldBe(
                [
                    "spec.type",
                    "spec.url",
                    "spec.secret",
                    "spec.allowedNamespaces[1]",
                    "spec.allowedNamespaces[2]",
                    "spec.issueType",
                    "spec.labels[0]",
                    "spec.rateLimit.perMinute",
                    "spec.rateLimit.perHour",
                ],
                ignoreOrder: true
            );

    [Fact]
    public void A_missing_spec_is_one_problem() =>
        TicketSinkValidator
            .Validate(new TicketSink(), allowPrivate: false)
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("spec: is missing; write at least type and secret");

    private static SinkOptions Map(params string[] fields) =>
        new TicketSinkMapper(allowPrivate: false)
            .Map(Written.Sink(Written.Fields(GitHub, fields)))
            .Options.ShouldNotBeNull();

    private static IReadOnlyList<Problem> Problems(params string[] fields) =>
        TicketSinkValidator.Validate(
            Written.Sink(Written.Fields(GitHub, fields)),
            allowPrivate: false
        );

    private static IEnumerable<string> Paths(IEnumerable<Problem> problems) =>
        problems.Select(problem => problem.Path);
}
