using System.Text;
using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers;

namespace SloOperator.Tests.Pagers.Opsgenie;

public sealed class JiraOpsTests
{
    private static readonly DateTimeOffset Nine = Paging.Noon.AddHours(-3);
    private static readonly AlertStub Down = new("e0caa0ce", "CPU usage", Nine);

    [Fact]
    public async Task Who_was_notified_is_in_the_log()
    {
        await using OpsgenieStub site = await OpsgenieStub.StartAsync(isSuccessor: true);
        site.Raise(
            Down with
            {
                ClosedAt = Nine.AddMinutes(40),
                Logs =
                [
                    ("Email notification sent", "ann", Nine.AddSeconds(1)),
                    ("Email notification sent", "bob", Nine.AddSeconds(1)),
                    ("SMS notification sent", "ann", Nine.AddMinutes(1)),
                    ("Voice notification sent", "ann", Nine.AddMinutes(9)),
                    ("Push notification sent", "carol", Nine.AddMinutes(30)),
                ],
            }
        );
        using var paging = new Paging(PagerType.JiraOps, site.Server.Url);

        (await paging.AnswerAsync()).Incidents.ShouldBe([
            new Incident("Prometheus/CPU usage", Nine.AddMinutes(1), Nine.AddMinutes(40), 1, "ann"),
            new Incident(
                "Prometheus/CPU usage",
                Nine.AddMinutes(30),
                Nine.AddMinutes(40),
                1,
                "carol"
            ),
        ]);
        site.Asked("alerts/e0caa0ce/recipients").ShouldBeEmpty();
        site.Asked("alerts/e0caa0ce/logs").Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("SMS notification is not sent: the limit was reached")]
    [InlineData("Voice call failed")]
    [InlineData("Push notification will be sent in 5 minutes")]
    public async Task What_was_not_sent_wakes_nobody(string log)
    {
        await using OpsgenieStub site = await OpsgenieStub.StartAsync(isSuccessor: true);
        site.Raise(
            Down with
            {
                Logs = [("Email notification sent", "ann", Nine), (log, "ann", Nine)],
            }
        );
        using var paging = new Paging(PagerType.JiraOps, site.Server.Url);

        (await paging.AnswerAsync()).Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_alert_whose_log_does_not_say_who_was_notified_is_a_page_of_nobody_known()
    {
        await using OpsgenieStub site = await OpsgenieStub.StartAsync(isSuccessor: true);
        site.Raise(
            Down with
            {
                Logs = [("Escalation started", "System", Nine)],
            },
            Down with
            {
                Id = "for-nobody",
                Responders = [],
            }
        );
        using var paging = new Paging(PagerType.JiraOps, site.Server.Url);

        PagerAnswer.Answered answer = await paging.AnswerAsync();

        answer.Incidents.ShouldBe([
            new Incident("Prometheus/CPU usage", Nine, null, 1, Responder: null),
        ]);
        answer.Warnings.ShouldContain(
            "alerts that do not say who was notified: 1; each counts as one page, when it began"
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    public async Task The_account_and_the_version_are_sent(string version)
    {
        await using OpsgenieStub site = await OpsgenieStub.StartAsync(isSuccessor: true);
        site.Raise(Down);
        using var paging = new Paging(
            PagerType.JiraOps,
            new Uri($"{site.Server.Url.GetLeftPart(UriPartial.Authority)}{version}")
        );

        await paging.AnswerAsync();

        site.Server.Unexpected.ShouldBeEmpty();
        site.Asked("alerts")
            .Single()
            .Headers["Authorization"]
            .ShouldBe(
                "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("ops@example.com:t0ken"))
            );
    }

    [Fact]
    public async Task A_secret_without_an_account_is_not_sent()
    {
        await using OpsgenieStub site = await OpsgenieStub.StartAsync(isSuccessor: true);
        using var paging = new Paging(PagerType.JiraOps, site.Server.Url);
        paging.Secrets["pager", "token"] = "t0ken";

        (await paging.FailureAsync()).ShouldBe(
            "Jira Service Management, alerts: its secret does not hold email:token"
        );
        site.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_401_may_mean_a_missing_scope()
    {
        await using OpsgenieStub site = await OpsgenieStub.StartAsync(isSuccessor: true);
        site.Server.Always("/v1/alerts", Testing.Wire.Reply.Json("{}", 401));
        using var paging = new Paging(PagerType.JiraOps, site.Server.Url);

        (await paging.FailureAsync()).ShouldBe(
            "Jira Service Management, alerts: answered 401: the token is not accepted; put a valid one into key token of secret pager, with the scopes read:ops-alert and read:ops-config"
        );
    }
}
