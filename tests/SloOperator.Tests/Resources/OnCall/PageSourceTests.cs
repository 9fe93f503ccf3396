using SloOperator.Resources.OnCall;
using static SloOperator.Tests.Resources.OnCall.WrittenPolicy;

namespace SloOperator.Tests.Resources.OnCall;

public sealed class PageSourceTests
{
    private const string Prometheus = "spec.source.prometheus";
    private const string PagerPath = "spec.source.pager";

    [Fact]
    public void A_policy_without_a_source_says_what_to_write() =>
        Problems(Written.Policy($"team: a\nschedule: {{timeZone: UTC, {Weekly}}}"))
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.source: is missing; write exactly one of prometheus, pager and alertmanagerWebhook, such as prometheus: {selector: 'severity=\"page\"'}"
            );

    [Theory]
    [InlineData("{}", "none")]
    [InlineData(
        "{prometheus: {selector: 'a=\"b\"'}, alertmanagerWebhook: {}}",
        "prometheus, alertmanagerWebhook"
    )]
    public void Exactly_one_source_is_authoritative(string source, string found) =>
        Problems(With($"source: {source}"))
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                $"spec.source: needs exactly one of prometheus, pager and alertmanagerWebhook, found {found}"
            );

    [Theory]
    [InlineData("severity=\"page\"", true)]
    [InlineData(" severity = \"page\" , team != \"a\" , ", true)]
    [InlineData("alertname=~\"High.*\"", true)]
    [InlineData("severity='page'", true)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("severity", false)]
    [InlineData("severity=page", false)]
    [InlineData("severity=\"page", false)]
    [InlineData("{severity=\"page\"}", false)]
    [InlineData("ALERTS{severity=\"page\"}", false)]
    [InlineData("severity=\"page\"} or up{job=\"a\"", false)]
    [InlineData("severity=\"page\"}[5m]#", false)]
    [InlineData("severity=~\"(\"", false)]
    [InlineData("severity!=\"page\"", false)]
    [InlineData("severity=~\".*\"", false)]
    [InlineData("\"up\"", false)]
    [InlineData("__name__=\"up\"", false)]
    [InlineData("__name__=~\"up|ALERTS\",severity=\"page\"", false)]
    [InlineData("severity=\"page\",alertstate=\"pending\"", false)]
    [InlineData("severity=\"page\",alertstate!=\"pending\"", false)]
    public void A_selector_is_a_list_of_matchers_of_which_one_names_something(
        string selector,
        bool valid
    ) => IsValid(WithSelector(selector), $"{Prometheus}.selector").ShouldBe(valid);

    [Theory]
    [InlineData("severity=page", "column 10: expected a quoted value, found \"page\"")]
    [InlineData("{severity=\"page\"}", "column 1: expected a label name or }, found \"{severity=")]
    [InlineData("severity=", "column 10: expected a quoted value, found the end")]
    [InlineData(
        "a=\"b\"} or c",
        "column 8: nothing may follow the selector, but \"or c\" was found"
    )]
    public void Columns_are_those_of_the_text_that_was_written(string selector, string problem) =>
        Problems(WithSelector(selector))
            .ShouldHaveSingleItem()
            .Message.ShouldStartWith($"is no list of matchers: {problem}");

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void A_selector_has_at_most_1024_characters(int length, bool valid) =>
        IsValid(WithSelector($"a=\"{new string('b', length - 4)}\""), $"{Prometheus}.selector")
            .ShouldBe(valid);

    [Theory]
    [InlineData("''", true)]
    [InlineData("'alertname=\"DeadMansSwitch\"'", true)]
    [InlineData("' '", false)]
    [InlineData("'{alertname=\"Watchdog\"}'", false)]
    [InlineData("'alertstate=\"firing\"'", false)]
    public void A_watchdog_is_a_list_of_matchers_or_empty(string watchdog, bool valid) =>
        IsValid(WithAlerts($"watchdog: {watchdog}"), $"{Prometheus}.watchdog").ShouldBe(valid);

    [Theory]
    [InlineData("service", true)]
    [InlineData("_a1", true)]
    [InlineData("podname", true)]
    [InlineData("replica", false)]
    [InlineData("prometheus_replica", false)]
    [InlineData("prometheus", false)]
    [InlineData("instance", false)]
    [InlineData("pod", false)]
    [InlineData("1st", false)]
    [InlineData("a-b", false)]
    [InlineData("", false)]
    public void Groups_are_told_by_labels_that_are_never_dropped(string label, bool valid) =>
        IsValid(WithAlerts($"groupBy: [alertname, '{label}']"), $"{Prometheus}.groupBy[1]")
            .ShouldBe(valid);

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void Groups_have_at_most_20_labels(int count, bool valid) =>
        IsValid(
                WithAlerts(
                    $"groupBy: [{string.Join(", ", Enumerable.Range(0, count).Select(i => $"l{i}"))}]"
                ),
                $"{Prometheus}.groupBy"
            )
            .ShouldBe(valid);

    [Theory]
    [InlineData("5s", "5m", true)]
    [InlineData("10m", "10m", true)]
    [InlineData("1m", "1h", true)]
    [InlineData("90s", "89s", false)]
    [InlineData("1m", "1h1ms", false)]
    public void Gaps_are_merged_from_one_evaluation_to_an_hour(
        string interval,
        string gap,
        bool valid
    ) =>
        IsValid(
                WithAlerts($"evaluationInterval: {interval}, mergeGap: {gap}"),
                $"{Prometheus}.mergeGap"
            )
            .ShouldBe(valid);

    [Theory]
    [InlineData("4s", false)]
    [InlineData("5s", true)]
    [InlineData("5m", true)]
    [InlineData("10m1s", false)]
    [InlineData("60", false)]
    public void Evaluation_intervals_are_5s_to_10m(string interval, bool valid) =>
        IsValid(WithAlerts($"evaluationInterval: '{interval}'"), $"{Prometheus}.evaluationInterval")
            .ShouldBe(valid);

    [Fact]
    public void The_default_gap_too_is_not_shorter_than_an_evaluation() =>
        Problems(WithAlerts("evaluationInterval: 6m"))
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.source.prometheus.mergeGap: \"5m\" is shorter than evaluationInterval, so that every evaluation would be a page; write a duration from 6m to 1h"
            );

    [Theory]
    [InlineData("PagerDuty", "https://api.eu.pagerduty.com", true)]
    [InlineData("Opsgenie", "https://api.eu.opsgenie.com/v2", true)]
    [InlineData("JiraOps", "https://api.atlassian.com/jsm/ops/api/1a-2b", true)]
    [InlineData("Opsgenie", "https://api.pagerduty.com", false)]
    [InlineData("PagerDuty", "http://api.pagerduty.com", false)]
    [InlineData("PagerDuty", "https://evil.example", false)]
    [InlineData("PagerDuty", "https://pagerduty.com.evil.example", false)]
    [InlineData("PagerDuty", "https://evilpagerduty.com", false)]
    [InlineData("PagerDuty", "https://evil.example/.pagerduty.com", false)]
    [InlineData("PagerDuty", "https://evil.example\\.pagerduty.com", false)]
    [InlineData("PagerDuty", "https://evil.example#.pagerduty.com", false)]
    [InlineData("PagerDuty", "https://u:p@api.pagerduty.com", false)]
    [InlineData("PagerDuty", "https://api.pagerduty.com?x=1", false)]
    [InlineData("PagerDuty", "", false)]
    public void A_secret_is_sent_to_its_vendor_alone(string type, string url, bool valid) =>
        IsValid(WithPager($"url: '{url}'", type), $"{PagerPath}.url").ShouldBe(valid);

    [Fact]
    public void A_credential_in_a_url_is_not_repeated() =>
        Problems(WithPager("url: 'https://u:hunter2@api.pagerduty.com'"))
            .ShouldHaveSingleItem()
            .Message.ShouldNotContain("hunter2");

    [Theory]
    [InlineData("PagerDuty", true)]
    [InlineData("Opsgenie", true)]
    [InlineData("JiraOps", false)]
    public void Only_JiraOps_needs_a_url(string type, bool valid) =>
        IsValid(WithPager("teamIds: []", type), $"{PagerPath}.url").ShouldBe(valid);

    [Theory]
    [InlineData("[PX4GA2M, '1a-2b', 'ari:cloud:x']", true)]
    [InlineData("['a/b']", false)]
    [InlineData("['']", false)]
    [InlineData("[null]", false)]
    public void Ids_hold_nothing_that_would_change_a_path(string ids, bool valid) =>
        IsValid(WithPager($"scheduleIds: {ids}"), $"{PagerPath}.scheduleIds[0]").ShouldBe(valid);

    [Fact]
    public void A_pager_without_its_secret_is_refused() =>
        Problems(With("source: {pager: {type: PagerDuty}}"))
            .ShouldHaveSingleItem()
            .Path.ShouldBe("spec.source.pager.secret");

    [Theory]
    [InlineData("secret: {name: A_B}", "secret.name", false)]
    [InlineData("secret: {key: 'a b'}", "secret.key", false)]
    [InlineData("secret: {key: hook}", "secret.key", true)]
    public void A_webhook_has_a_way_to_prove_itself(string fields, string path, bool valid) =>
        IsValid(
                With($"source: {{alertmanagerWebhook: {{{fields}}}}}"),
                $"spec.source.alertmanagerWebhook.{path}"
            )
            .ShouldBe(valid);

    [Fact]
    public void Sources_that_say_the_same_are_equal()
    {
        const string Text = "teamIds: [a, b], scheduleIds: [c]";

        PageSource of = Source(WithPager(Text));

        of.ShouldBe(Source(WithPager(Text)));
        of.GetHashCode().ShouldBe(Source(WithPager(Text)).GetHashCode());
        of.ShouldNotBe(Source(WithPager("teamIds: [b, a], scheduleIds: [c]")));
        of.ShouldNotBe(Source(WithPager("teamIds: [a, b], scheduleIds: [d]")));
        of.ShouldBe(Source(WithPager($"{Text}, url: 'https://api.pagerduty.com'")));
        of.ShouldNotBe(Source(WithPager($"{Text}, url: 'https://api.eu.pagerduty.com'")));
        of.ShouldNotBe(Source(WithPager(Text, "Opsgenie")));
        Source(With($"source: {Webhook}")).ShouldBe(Source(With($"source: {Webhook}")));
        Source(WithAlerts("groupBy: [a]")).ShouldBe(Source(WithAlerts("groupBy: [a]")));
        Source(WithAlerts("groupBy: [a]")).ShouldNotBe(Source(WithAlerts("groupBy: [b]")));
    }

    private static PageSource Source(OnCallPolicy policy) =>
        new OnCallPolicyMapper(OnCallPolicyMapperTests.Lookup("url: http://p"), _ => null)
            .Map(policy)
            .Terms.ShouldNotBeNull()
            .Source;
}
