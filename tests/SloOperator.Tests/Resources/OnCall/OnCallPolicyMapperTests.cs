using NodaTime;
using SloOperator.Domain.OnCall;
using SloOperator.Http;
using SloOperator.Kubernetes.Api;
using SloOperator.Pagers;
using SloOperator.Prometheus;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Resources.OnCall;

public sealed class OnCallPolicyMapperTests
{
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    [Fact]
    public void What_is_not_written_has_its_default()
    {
        OnCallTerms terms = Map(WrittenPolicy.With(), "url: http://p:9090/prefix");

        terms.Criticality.ShouldBe(Criticality.Standard);
        terms.Privacy.ShouldBe(Privacy.Aggregate);
        terms.Plan.Window.ShouldBe(TimeSpan.FromDays(21));
        terms.Plan.MinimumCoverage.ShouldBe(0.9m);
        foreach (LoadMetric metric in Enum.GetValues<LoadMetric>())
        {
            terms.Plan.Thresholds[metric].ShouldBe(LoadThresholds.Default[metric]);
        }

        PageSource.Alerts alerts = terms.Source.ShouldBeOfType<PageSource.Alerts>();
        alerts.Endpoint.ShouldBe(new EndpointOptions("default", new Uri("http://p:9090/prefix")));
        alerts.Query.Firing.ToString().ShouldBe("ALERTS{alertstate=\"firing\",severity=\"page\"}");
        alerts
            .Query.Coverage.ToString()
            .ShouldBe("ALERTS{alertstate=\"firing\",alertname=\"Watchdog\"}");
        alerts.Query.GroupBy.ShouldBeEmpty();
        alerts.Query.Rule.ShouldBe(
            new EpisodeRule(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5))
        );
    }

    [Fact]
    public void Hours_that_are_not_written_have_their_defaults()
    {
        HoursRule hours = Map(WrittenPolicy.With()).Plan.Hours;

        hours.Zone.ShouldBe(DateTimeZoneProviders.Tzdb["UTC"]);
        hours.WorkingDays.ShouldBe(HoursRule.DefaultWorkingDays, ignoreOrder: true);
        hours.WorkingHours.ShouldBe(new DailyHours(new LocalTime(8, 0), new LocalTime(18, 0)));
        hours.SleepHours.ShouldBe(new DailyHours(new LocalTime(22, 0), new LocalTime(8, 0)));
        hours.Holidays.ShouldBeEmpty();
        hours.MemberZones.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_written_arrives()
    {
        OnCallTerms terms = Map(
            Written.Policy(
                """
                team: payments
                criticality: high
                source:
                  prometheus:
                    selector: 'severity="page"'
                    groupBy: [service, alertname, cluster]
                    evaluationInterval: 30s
                    mergeGap: 10m
                    watchdog: 'alertname="Alive"'
                schedule:
                  timeZone: Europe/London
                  rotation: {type: Weekly, handoff: "Wed 09:30", start: "2026-01-05", members: [ann, bob]}
                  memberTimeZones: {bob: UTC}
                  workingHours: {days: "Sun-Tue,Thu", end: "17:00"}
                  sleepHours: {start: "23:00"}
                  holidays: ["2026-12-25"]
                window: 4w
                thresholds:
                  incidentsPer12h: {limit: "2.5"}
                  shiftsOverBudget: {warn: "12.5%"}
                minimumCoverage: "75%"
                privacy: Named
                """
            )
        );

        terms.Owner.ShouldBe(new ResourceName("shop", "checkout"));
        (terms.Team, terms.Tenant).ShouldBe(("payments", new Tenant("shop", "payments")));
        (terms.Criticality, terms.Privacy).ShouldBe((Criticality.High, Privacy.Named));
        PageSource.Alerts alerts = terms.Source.ShouldBeOfType<PageSource.Alerts>();
        alerts.Query.GroupBy.ShouldBe(["service", "cluster"]);
        alerts.Query.Rule.ShouldBe(
            new EpisodeRule(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10))
        );
        terms.Plan.Window.ShouldBe(TimeSpan.FromDays(28));
        terms.Plan.MinimumCoverage.ShouldBe(0.75m);
        terms.Plan.Thresholds[LoadMetric.IncidentsPer12h].ShouldBe(new LoadThreshold(1.5m, 2.5m));
        terms
            .Plan.Thresholds[LoadMetric.ShiftsOverBudget]
            .ShouldBe(new LoadThreshold(0.125m, 0.33m));
        CheckSchedule(terms.Plan);
    }

    [Fact]
    public void A_daily_rotation_arrives()
    {
        OnCallPolicy policy = WrittenPolicy.WithSchedule(
            "rotation: {type: Daily, handoff: '07:05', start: '2026-01-05', members: [b, a]}"
        );

        DailyRotation daily = Map(policy).Plan.Schedule.ShouldBeOfType<DailyRotation>();

        daily.HandoffTime.ShouldBe(new LocalTime(7, 5));
        daily.Start.ShouldBe(new LocalDate(2026, 1, 5));
        daily.Members.ShouldBe(["b", "a"]);
    }

    [Fact]
    public void Explicit_shifts_arrive_in_UTC()
    {
        OnCallPolicy policy = WrittenPolicy.WithSchedule(
            "shifts: [{member: a, start: '2026-01-01T01:00:00+01:00', end: '2026-01-01T12:00:00.5Z'}]"
        );

        ExplicitShifts shifts = Map(policy).Plan.Schedule.ShouldBeOfType<ExplicitShifts>();

        var midnight = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Shift shift = shifts.Shifts.ShouldHaveSingleItem();
        shift.ShouldBe(new Shift("a", midnight, midnight.AddHours(12).AddMilliseconds(500)));
        shift.Start.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void An_empty_watchdog_is_coverage_from_up() =>
        Map(
            WrittenPolicy.WithAlerts("watchdog: ''"),
            "url: http://p\nenforcedMatchers: {namespace: $namespace}"
        )
            .Source.ShouldBeOfType<PageSource.Alerts>()
            .Query.Coverage.ToString()
            .ShouldBe("up{namespace=\"shop\"}");

    [Fact]
    public void Enforced_matchers_are_in_every_selector()
    {
        PageSource.Alerts alerts = Map(
            WrittenPolicy.With(),
            "url: http://p\nenforcedMatchers: {namespace: $namespace, owner: team-$team}"
        )
            .Source.ShouldBeOfType<PageSource.Alerts>();

        alerts
            .Query.Firing.ToString()
            .ShouldBe(
                "ALERTS{alertstate=\"firing\",severity=\"page\",namespace=\"shop\",owner=\"team-a\"}"
            );
        alerts
            .Query.Coverage.ToString()
            .ShouldBe(
                "ALERTS{alertstate=\"firing\",alertname=\"Watchdog\",namespace=\"shop\",owner=\"team-a\"}"
            );
    }

    [Fact]
    public void A_selector_that_sets_an_enforced_label_is_refused() =>
        new OnCallPolicyMapper(
            Lookup("url: http://p\nenforcedMatchers: {namespace: $namespace}"),
            _ => null
        )
            .Map(
                WrittenPolicy.With(
                    "source: {prometheus: {selector: 'namespace=~\".*\",a=\"b\"', watchdog: 'namespace=\"monitoring\"'}}"
                )
            )
            .Problems.Select(problem => problem.Path)
            .ShouldBe(["spec.source.prometheus.selector", "spec.source.prometheus.watchdog"]);

    [Fact]
    public void An_endpoint_that_may_not_be_used_is_told_where_it_is_named() =>
        new OnCallPolicyMapper(_ => null, _ => null)
            .Map(WrittenPolicy.With())
            .Problems.ShouldHaveSingleItem()
            .Path.ShouldBe("spec.prometheus");

    [Fact]
    public void A_pager_arrives_and_asks_no_endpoint()
    {
        OnCallTerms terms = new OnCallPolicyMapper(_ => null, _ => null)
            .Map(
                WrittenPolicy.WithPager(
                    "url: 'https://api.eu.pagerduty.com', teamIds: [PX], scheduleIds: [PY, PZ]"
                )
            )
            .Terms.ShouldNotBeNull();

        terms.Source.ShouldBe(
            new PageSource.Pager(
                new PagerOptions(
                    PagerType.PagerDuty,
                    new Uri("https://api.eu.pagerduty.com"),
                    new SecretKey("pd", "token")
                )
                {
                    TeamIds = ["PX"],
                    ScheduleIds = ["PY", "PZ"],
                }
            )
        );
        terms.Source.Name.ShouldBe("PagerDuty");
        terms.Plan.Schedule.ShouldBeNull();
    }

    [Fact]
    public void A_pager_may_have_a_schedule_of_ours() =>
        Map(WrittenPolicy.With($"source: {WrittenPolicy.Pager}"))
            .Plan.Schedule.ShouldBeOfType<WeeklyRotation>();

    [Fact]
    public void A_webhook_needs_nothing_written()
    {
        PageSource source = Map(WrittenPolicy.With($"source: {WrittenPolicy.Webhook}")).Source;

        source.ShouldBe(new PageSource.Webhook(new SecretKey("slo-operator-webhook", "token")));
        source.Name.ShouldBe("AlertmanagerWebhook");
    }

    [Fact]
    public void Of_another_source_only_the_spelling_of_the_endpoint_counts() =>
        new OnCallPolicyMapper(_ => null, _ => null)
            .Map(WrittenPolicy.With($"source: {WrittenPolicy.Webhook}", "prometheus: No_Name"))
            .Problems.ShouldHaveSingleItem()
            .Path.ShouldBe("spec.prometheus");

    internal static EndpointLookup Lookup(string spec)
    {
        var endpoint = Decoded<PrometheusEndpoint>.FromValue(Written.Endpoint(spec));
        return name => name is "default" ? endpoint : null;
    }

    private static void CheckSchedule(OnCallPlan plan)
    {
        WeeklyRotation weekly = plan.Schedule.ShouldBeOfType<WeeklyRotation>();
        (weekly.Zone, weekly.HandoffDay).ShouldBe((London, IsoDayOfWeek.Wednesday));
        weekly.HandoffTime.ShouldBe(new LocalTime(9, 30));
        weekly.Start.ShouldBe(new LocalDate(2026, 1, 5));
        weekly.Members.ShouldBe(["ann", "bob"]);
        plan.Hours.Zone.ShouldBe(London);
        plan.Hours.MemberZones["bob"].ShouldBe(DateTimeZoneProviders.Tzdb["UTC"]);
        plan.Hours.WorkingDays.ShouldBe(
            [IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Thursday],
            ignoreOrder: true
        );
        plan.Hours.WorkingHours.ShouldBe(new DailyHours(new LocalTime(8, 0), new LocalTime(17, 0)));
        plan.Hours.SleepHours.ShouldBe(new DailyHours(new LocalTime(23, 0), new LocalTime(8, 0)));
        plan.Hours.Holidays.ShouldBe([new LocalDate(2026, 12, 25)]);
    }

    private static OnCallTerms Map(OnCallPolicy policy, string endpoint = "url: http://p") =>
        new OnCallPolicyMapper(Lookup(endpoint), _ => null).Map(policy).Terms.ShouldNotBeNull();
}
