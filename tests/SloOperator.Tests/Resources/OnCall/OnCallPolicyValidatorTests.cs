using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;
using static SloOperator.Tests.Resources.OnCall.WrittenPolicy;

namespace SloOperator.Tests.Resources.OnCall;

public sealed class OnCallPolicyValidatorTests
{
    [Fact]
    public void A_team_a_source_and_a_schedule_are_enough() => Problems(With()).ShouldBeEmpty();

    [Fact]
    public void A_missing_spec_is_one_problem() =>
        Problems(new OnCallPolicy { Metadata = new ObjectMeta { Name = "a" } })
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("spec: is missing; write team, source and schedule");

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        OnCallPolicy policy = Written.Policy(
            """
            team: Payments
            criticality: urgent
            prometheus: Not_A_Name
            source:
              prometheus:
                selector: '__name__="up",alertstate="pending"'
                groupBy: [service, pod, 1st, service]
                evaluationInterval: 11m
                mergeGap: 2h
                watchdog: '{a="b"}'
              pager: {type: Beeper, url: 'http://pager', teamIds: ['a b']}
            schedule:
              timeZone: Europe/Bern
              rotation: {type: Weekly, handoff: "09:00", start: "2026-02-30", members: [a, a, '']}
              shifts:
              - {member: a, start: "2026-01-01T00:00:00Z", end: "2026-01-01T00:00:00Z"}
              - {member: '', start: "2026-01-01", end: "2026-01-01T00:00:00"}
              memberTimeZones: {nobody: Mars/Olympus}
              workingHours: {days: Mon-Fri-Sun, start: "8:00", end: "24:00"}
              sleepHours: {start: "08:00"}
              holidays: ["2026-12-25", "2026-12-25", "25.12.2026"]
            window: 91d
            thresholds:
              incidentsPer12h: {warn: "3"}
              transientShare: {warn: "0.5"}
            minimumCoverage: "90"
            privacy: Everything
            """
        );

        Problems(policy)
            .Select(problem => problem.Path)
            .ShouldBe([
                "spec.team",
                "spec.criticality",
                "spec.prometheus",
                "spec.source.prometheus.selector",
                "spec.source.prometheus.selector",
                "spec.source.prometheus.groupBy[1]",
                "spec.source.prometheus.groupBy[2]",
                "spec.source.prometheus.groupBy[3]",
                "spec.source.prometheus.evaluationInterval",
                "spec.source.prometheus.mergeGap",
                "spec.source.prometheus.watchdog",
                "spec.source.pager.type",
                "spec.source.pager.url",
                "spec.source.pager.secret",
                "spec.source.pager.teamIds[0]",
                "spec.source",
                "spec.schedule.timeZone",
                "spec.schedule.rotation.handoff",
                "spec.schedule.rotation.start",
                "spec.schedule.rotation.members[1]",
                "spec.schedule.rotation.members[2]",
                "spec.schedule.shifts[0]",
                "spec.schedule.shifts[1].member",
                "spec.schedule.shifts[1].start",
                "spec.schedule.shifts[1].end",
                "spec.schedule",
                "spec.schedule.memberTimeZones[\"nobody\"]",
                "spec.schedule.memberTimeZones[\"nobody\"]",
                "spec.schedule.workingHours.days",
                "spec.schedule.workingHours.start",
                "spec.schedule.workingHours.end",
                "spec.schedule.sleepHours",
                "spec.schedule.holidays[1]",
                "spec.schedule.holidays[2]",
                "spec.window",
                "spec.thresholds.incidentsPer12h",
                "spec.thresholds.transientShare.warn",
                "spec.minimumCoverage",
                "spec.privacy",
            ]);
    }

    [Theory]
    [InlineData("1d", true)]
    [InlineData("21d", true)]
    [InlineData("90d", true)]
    [InlineData("23h59m", false)]
    [InlineData("90d1ms", false)]
    [InlineData("21", false)]
    public void Windows_are_1d_to_90d(string window, bool valid) =>
        IsValid(With($"window: '{window}'"), "spec.window").ShouldBe(valid);

    [Theory]
    [InlineData("0%", true)]
    [InlineData("99.9999%", true)]
    [InlineData("100%", true)]
    [InlineData("100.1%", false)]
    [InlineData("101%", false)]
    [InlineData("-1%", false)]
    [InlineData("0.9", false)]
    [InlineData("90 %", false)]
    [InlineData("", false)]
    public void The_minimum_coverage_is_0_to_100_percent(string coverage, bool valid) =>
        IsValid(With($"minimumCoverage: '{coverage}'"), "spec.minimumCoverage").ShouldBe(valid);

    [Theory]
    [InlineData("Aggregate", true)]
    [InlineData("Pseudonymous", true)]
    [InlineData("Named", true)]
    [InlineData("named", false)]
    [InlineData("", false)]
    public void Privacy_is_one_of_three(string privacy, bool valid) =>
        IsValid(With($"privacy: '{privacy}'"), "spec.privacy").ShouldBe(valid);

    [Theory]
    [InlineData("incidentsPer12h", "{warn: '2', limit: '2'}", true)]
    [InlineData("incidentsPer12h", "{warn: '0', limit: '0.0001'}", true)]
    [InlineData("incidentsPer12h", "{}", true)]
    [InlineData("incidentsPer12h", "{warn: '2.0001', limit: '2'}", false)]
    [InlineData("incidentsPer12h", "{warn: '2.5'}", false)]
    [InlineData("incidentsPer12h", "{limit: '1'}", false)]
    [InlineData("repeatsPer7d", "{warn: '1000'}", true)]
    [InlineData("shiftsOverBudget", "{warn: '33%'}", true)]
    [InlineData("shiftsOverBudget", "{warn: '33.1%'}", false)]
    [InlineData("onCallShare", "{warn: '9%', limit: '10%'}", true)]
    public void A_threshold_warns_no_later_than_its_limit(
        string metric,
        string threshold,
        bool valid
    ) => IsValid(WithThreshold(metric, threshold), $"spec.thresholds.{metric}").ShouldBe(valid);

    [Theory]
    [InlineData("incidentsPer12h", "0", true)]
    [InlineData("incidentsPer12h", "1.2345", true)]
    [InlineData("incidentsPer12h", "1.23456", false)]
    [InlineData("incidentsPer12h", "-1", false)]
    [InlineData("incidentsPer12h", "+1", false)]
    [InlineData("incidentsPer12h", "1,5", false)]
    [InlineData("incidentsPer12h", "1e1", false)]
    [InlineData("incidentsPer12h", "NaN", false)]
    [InlineData("incidentsPer12h", "10%", false)]
    [InlineData("incidentsPer12h", "", false)]
    [InlineData("medianRestoreMinutes", "999999", true)]
    [InlineData("medianRestoreMinutes", "1000000", false)]
    [InlineData("transientShare", "100%", true)]
    [InlineData("transientShare", "0.5", false)]
    [InlineData("transientShare", "101%", false)]
    public void Shares_are_percentages_and_the_others_plain_numbers(
        string metric,
        string warn,
        bool valid
    ) =>
        IsValid(WithThreshold(metric, $"{{warn: '{warn}'}}"), $"spec.thresholds.{metric}.warn")
            .ShouldBe(valid);

    [Fact]
    public void A_warning_above_the_default_limit_says_where_the_limit_is_from() =>
        Problems(WithThreshold("incidentsPer12h", "{warn: '3'}"))
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.thresholds.incidentsPer12h: warn \"3\" is above limit \"2\" (the default); write a higher limit or a lower warn"
            );
}
