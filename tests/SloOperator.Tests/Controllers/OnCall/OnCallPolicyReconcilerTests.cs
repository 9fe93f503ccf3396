using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Controllers.OnCall;

/// <summary>Given this policy and these pages: exactly this status, these events, these gauges.</summary>
public sealed class OnCallPolicyReconcilerTests : OnCallScenario
{
    private static readonly string[] AllWell =
    [
        "Ready=True/Evaluated",
        "DataFresh=True/Covered",
        "ScheduleValid=True/OnShift",
        "LoadWithinLimit=True/WithinLimit",
        "OffHoursWithinLimit=True/WithinLimit",
        "NoisyAlerts=False/Quiet",
        "RotationLargeEnough=True/EnoughMembers",
        "TicketsDelivered=True/NoTickets",
    ];

    [Fact]
    public async Task The_first_status_has_every_figure_and_no_event_while_all_is_well()
    {
        Apply();
        Answer(GivenLoad.Quiet());

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());

        Status.TopRepeats.ShouldBe([]);
        // 3 incidents in 672 hours, 6 in those before: 0.05 and 0.11 in 12 hours.
        (Status with { TopRepeats = null, Conditions = null }).ShouldBe(
            new OnCallPolicyStatus
            {
                ObservedGeneration = 1,
                EvaluatedAt = Given.Noon,
                Source = "Prometheus",
                Coverage = "1",
                Window = new TimeRangeStatus
                {
                    Start = Given.At("2026-10-23T12:00:00Z"),
                    End = Given.Noon,
                },
                Incidents = new IncidentCountStatus { Lower = 3, Upper = 4 },
                ByHours = new HoursCountStatus
                {
                    Business = 1,
                    Off = 1,
                    Sleep = 1,
                    Uncovered = 0,
                },
                Shift = new ShiftStatus
                {
                    Start = Given.At("2026-11-16T09:00:00Z"),
                    End = Given.At("2026-11-23T09:00:00Z"),
                    Pages = 1,
                },
                IncidentsPer12h = "0.05",
                ShiftsOverBudget = "0",
                OffHoursPerResponder30d = 2,
                SleepPagesPerShift = "0.33",
                AlertsPerIncident = "1.33",
                TransientShare = "0",
                RepeatsPer7d = 0,
                OnCallShare = "0.25",
                MedianRestoreMinutes = "20",
                Trend = new LoadTrendStatus { Previous = "0.11", ChangePercent = "-50" },
                Summary = new LoadSummaryStatus { Pages = 3, Load = "WithinLimit" },
            }
        );
        Conditions().ShouldBe(AllWell);
        Events.Lines.ShouldBeEmpty();
        Gauges.Current[Primary].Verdict.ShouldBe(LoadVerdict.Measured);
    }

    [Fact]
    public async Task A_load_over_its_limit_and_its_recovery_are_each_told_once()
    {
        Apply();
        Answer(GivenLoad.Quiet());
        await ReconcileAsync();

        // 120 incidents in 672 hours are 2.14 in 12.
        Answer(GivenLoad.History(Many(120)));
        await ReconcileAsync();
        await ReconcileAsync();
        Status.Summary.ShouldBe(new LoadSummaryStatus { Pages = 120, Load = "OverLimit" });
        Conditions()[3].ShouldBe("LoadWithinLimit=False/OverLimit");
        MessageOf("LoadWithinLimit")
            .Split('\n')[0]
            .ShouldBe("incidentsPer12h is 2.1, over its limit of 2");
        Events
            .Lines.Single(line => line.Contains("LoadWithinLimit", StringComparison.Ordinal))
            .ShouldStartWith(
                "payments/primary Warning OverLimit: LoadWithinLimit is False: incidentsPer12h is 2.1, over its limit of 2"
            );

        Events.Forget();
        Answer(GivenLoad.Quiet());
        await ReconcileAsync();
        await ReconcileAsync();
        Conditions().ShouldBe(AllWell);
        Events
            .Lines.Single(line => line.Contains("LoadWithinLimit", StringComparison.Ordinal))
            .ShouldBe(
                "payments/primary Normal WithinLimit: LoadWithinLimit is True: Within what the policy allows."
            );
    }

    [Fact]
    public async Task Noise_is_bad_news_when_it_is_true_and_good_news_when_it_is_not()
    {
        Apply();
        Answer(GivenLoad.Quiet());
        await ReconcileAsync();

        Answer(
            GivenLoad.History([
                GivenLoad.Page("2026-11-18T10:00:00Z", "HighLatency/api", minutes: 1),
                GivenLoad.Page("2026-11-18T11:00:00Z", "HighLatency/api", minutes: 2),
                GivenLoad.Page("2026-11-18T12:00:00Z", "DiskFull/db", minutes: 20),
            ])
        );
        await ReconcileAsync();
        Status.TopRepeats.ShouldBe([
            new RepeatedKeyStatus
            {
                Key = "HighLatency/api",
                Count = 2,
                Transient = 2,
            },
        ]);
        Events.Lines.ShouldBe([
            "payments/primary Warning Noisy: NoisyAlerts is True: transientShare is 66.7 %, above its warning of 50 %\nmost frequent: HighLatency/api, 2 times, 2 of them over in less than five minutes",
        ]);

        Events.Forget();
        Answer(GivenLoad.Quiet());
        await ReconcileAsync();
        Events.Lines.ShouldBe([
            "payments/primary Normal Quiet: NoisyAlerts is False: No more noise than the policy allows.",
        ]);
    }

    [Fact]
    public async Task With_little_coverage_no_pages_are_no_good_news()
    {
        Apply();
        // 14 of 28 days.
        Answer(
            GivenLoad.History([]) with
            {
                Covered = [new TimeRange(Given.Noon - TimeSpan.FromDays(14), Given.Noon)],
            }
        );

        await ReconcileAsync();

        Status.Coverage.ShouldBe("0.5");
        Status.Summary!.Load.ShouldBe("Unknown");
        Conditions()
            .ShouldBe([
                "Ready=True/Evaluated",
                "DataFresh=False/LowCoverage",
                "ScheduleValid=True/OnShift",
                "LoadWithinLimit=Unknown/LoadUnknown",
                "OffHoursWithinLimit=Unknown/LoadUnknown",
                "NoisyAlerts=Unknown/LoadUnknown",
                "RotationLargeEnough=True/EnoughMembers",
                "TicketsDelivered=True/NoTickets",
            ]);
        MessageOf("DataFresh")
            .ShouldBe(
                "only 50 % of the window is covered by data, at least 90 % are needed: pages may be missing from the figures"
            );
        Events.Lines.ShouldHaveSingleItem().ShouldContain("Warning LowCoverage");
    }

    [Fact]
    public async Task A_Prometheus_that_is_down_leaves_the_last_good_figures()
    {
        Apply();
        Answer(GivenLoad.Quiet());
        await ReconcileAsync();

        Answer(GivenLoad.Quiet() with { Failure = GivenLoad.Failure() });
        await ReconcileAsync();

        Status.Incidents.ShouldBe(new IncidentCountStatus { Lower = 3, Upper = 4 });
        Status.IncidentsPer12h.ShouldBe("0.05");
        Status.Summary.ShouldBe(new LoadSummaryStatus { Pages = 3, Load = "Unknown" });
        Conditions()[1].ShouldBe("DataFresh=False/Stale");
        Conditions()[3].ShouldBe("LoadWithinLimit=Unknown/LoadUnknown");
        MessageOf("DataFresh").ShouldBe("connection refused");
    }

    [Fact]
    public async Task A_source_that_never_answered_has_no_figures_at_all()
    {
        Apply();
        Answer(PageHistory.Unread(GivenLoad.Failure()));

        await ReconcileAsync();

        (Status with { Conditions = null, Shift = null }).ShouldBe(
            new OnCallPolicyStatus
            {
                ObservedGeneration = 1,
                Source = "Prometheus",
                Summary = new LoadSummaryStatus { Load = "Unknown" },
            }
        );
        Conditions()
            .ShouldBe([
                "Ready=True/Evaluated",
                "DataFresh=False/Stale",
                "ScheduleValid=True/OnShift",
                "LoadWithinLimit=Unknown/LoadUnknown",
                "OffHoursWithinLimit=Unknown/LoadUnknown",
                "NoisyAlerts=Unknown/LoadUnknown",
                "RotationLargeEnough=True/EnoughMembers",
                "TicketsDelivered=True/NoTickets",
            ]);
    }

    [Fact]
    public async Task Nothing_is_written_before_anything_was_read()
    {
        Apply();

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());

        Policies.Written.ShouldBeEmpty();
        Gauges.Current.ShouldBeEmpty();
        Readings.Tracked.Keys.ShouldBe([Primary]);
    }

    [Fact]
    public async Task What_did_not_change_is_not_written_again_before_the_heartbeat()
    {
        Apply();
        Answer(GivenLoad.Quiet());
        await ReconcileAsync();

        Answer(MovedOn(9));
        await ReconcileAsync();
        Policies.Written.Count.ShouldBe(1);

        Answer(MovedOn(10));
        await ReconcileAsync();
        Policies.Written.Count.ShouldBe(2);
        Status.EvaluatedAt.ShouldBe(Given.Noon + Given.Minutes(10));
    }

    [Fact]
    public async Task What_the_status_keeps_of_a_webhook_is_handed_to_its_source()
    {
        var kept = new WebhookStatus { Since = Given.Noon };
        Policies.Put(
            GivenLoad.Policy() with
            {
                Status = new OnCallPolicyStatus { Webhook = kept },
            }
        );

        await ReconcileAsync();

        Readings.Kept.ShouldBe(kept);
    }

    [Fact]
    public async Task A_status_that_finds_its_object_gone_is_no_news()
    {
        Apply();
        Answer(GivenLoad.History(Many(120)));
        Policies.TakesWrites = false;

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());

        Events.Lines.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deleted_object_is_neither_read_nor_shown_any_more(bool waits)
    {
        Apply();
        Answer(GivenLoad.Quiet());
        await ReconcileAsync();
        OnCallPolicy leaving = Policies.Find(Primary)!.Value!;

        if (waits)
        {
            Policies.Put(
                leaving with
                {
                    Metadata = leaving.Metadata with { DeletionTimestamp = Given.Noon },
                }
            );
        }
        else
        {
            Policies.Delete(Primary);
        }

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());
        Readings.Tracked.ShouldBeEmpty();
        Gauges.Current.ShouldBeEmpty();
        Policies.Written.Count.ShouldBe(1);
    }

    private static PageHistory MovedOn(int minutes)
    {
        PageHistory quiet = GivenLoad.Quiet();
        var known = new TimeRange(
            quiet.Known.Start + Given.Minutes(minutes),
            quiet.Known.End + Given.Minutes(minutes)
        );
        return quiet with { Known = known, Covered = [known] };
    }

    /// <summary>Of different keys, five hours apart, the last an hour before noon.</summary>
    private static List<Incident> Many(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => Given.Noon - Given.Hours(1 + (5 * i)))
                .Select(at => new Incident($"{at:O}", at, at + Given.Minutes(10), 1))
                .Reverse(),
        ];

    [Fact]
    public async Task What_a_source_needs_kept_is_in_the_status_and_then_said_to_be_written()
    {
        var kept = new WebhookStatus { Since = Given.Noon, Dropped = 3 };
        Readings.ToKeep = kept;
        Apply();
        Answer(GivenLoad.Quiet());

        await ReconcileAsync();

        Status.Webhook!.Dropped.ShouldBe(3);
        Readings.Written.ShouldBe([kept]);
    }
}
