using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Controllers.OnCall;

public sealed class OnCallStatusBuilderTests
{
    [Fact]
    public void Every_figure_stands_in_its_own_field()
    {
        LoadAssessment load = GivenLoad.Measured(
            (LoadMetric.IncidentsPer12h, 1.234m),
            (LoadMetric.ShiftsOverBudget, 0.2m),
            (LoadMetric.OffHoursPerResponder30d, 3),
            (LoadMetric.SleepPagesPerShift, 0.4m),
            (LoadMetric.AlertsPerIncident, 1.5m),
            (LoadMetric.TransientShare, 0.1m),
            (LoadMetric.RepeatsPer7d, 2),
            (LoadMetric.OnCallShare, 1m / 3),
            (LoadMetric.MedianRestoreMinutes, 12.34m)
        );
        load = load with { Figures = load.Figures with { Trend = new LoadTrend(0.71m, 37.6m) } };

        OnCallPolicyStatus status = Build(load);

        (status with { TopRepeats = null, Conditions = null }).ShouldBe(
            new OnCallPolicyStatus
            {
                ObservedGeneration = 1,
                EvaluatedAt = Given.Noon,
                Source = "Prometheus",
                Coverage = "1",
                Window = new TimeRangeStatus
                {
                    Start = Given.Noon - TimeSpan.FromDays(28),
                    End = Given.Noon,
                },
                Incidents = new IncidentCountStatus { Lower = 10, Upper = 12 },
                ByHours = new HoursCountStatus
                {
                    Business = 4,
                    Off = 3,
                    Sleep = 2,
                    Uncovered = 1,
                },
                Shift = new ShiftStatus
                {
                    Start = Given.At("2026-11-16T09:00:00Z"),
                    End = Given.At("2026-11-23T09:00:00Z"),
                    Pages = 1,
                },
                IncidentsPer12h = "1.23",
                ShiftsOverBudget = "0.2",
                OffHoursPerResponder30d = 3,
                SleepPagesPerShift = "0.4",
                AlertsPerIncident = "1.5",
                TransientShare = "0.1",
                RepeatsPer7d = 2,
                OnCallShare = "0.333333",
                MedianRestoreMinutes = "12.3",
                Trend = new LoadTrendStatus { Previous = "0.71", ChangePercent = "38" },
                Summary = new LoadSummaryStatus { Pages = 10, Load = "WithinLimit" },
            }
        );
    }

    [Fact]
    public void What_cannot_be_divided_is_left_out()
    {
        LoadAssessment load = GivenLoad.Measured([
            .. Enum.GetValues<LoadMetric>().Select(metric => (metric, (decimal?)null)),
        ]);
        OnCallPolicyStatus status = Build(
            load with
            {
                Figures = load.Figures with { Current = null, Trend = new LoadTrend(0, null) },
            }
        );

        (
            status with
            {
                TopRepeats = null,
                Conditions = null,
                Window = null,
                ByHours = null,
                Incidents = null,
                Coverage = null,
                EvaluatedAt = null,
            }
        ).ShouldBe(
            new OnCallPolicyStatus
            {
                ObservedGeneration = 1,
                Source = "Prometheus",
                Trend = new LoadTrendStatus { Previous = "0" },
                Summary = new LoadSummaryStatus { Pages = 10, Load = "Unknown" },
            }
        );
    }

    [Theory]
    [InlineData("0", "WithinLimit")]
    [InlineData("1.6", "Warn")]
    [InlineData("2.1", "OverLimit")]
    public void The_summary_is_the_level_in_one_word(string incidentsPer12h, string expected) =>
        Build(
            GivenLoad.Measured(
                (
                    LoadMetric.IncidentsPer12h,
                    decimal.Parse(
                        incidentsPer12h,
                        System.Globalization.CultureInfo.InvariantCulture
                    )
                )
            )
        )
            .Summary!.Load.ShouldBe(expected);

    [Fact]
    public void Nobody_is_named_unless_the_policy_says_so() =>
        Build(GivenLoad.Measured()).Shift!.Member.ShouldBeNull();

    [Fact]
    public void Named_shows_members_as_the_schedule_does() =>
        Build(GivenLoad.Measured(), Privacy.Named).Shift!.Member.ShouldBe("bob");

    [Fact]
    public void A_pseudonym_stays_the_same_and_says_nothing()
    {
        string? first = Build(GivenLoad.Measured(), Privacy.Pseudonymous).Shift!.Member;
        string? again = Build(GivenLoad.Measured(), Privacy.Pseudonymous).Shift!.Member;

        first.ShouldNotBeNull().ShouldMatch("^responder-[0-9a-f]{8}$");
        again.ShouldBe(first);
    }

    [Fact]
    public void Another_member_and_another_policy_have_other_pseudonyms()
    {
        OnCallTerms terms = GivenLoad.Terms() with { Privacy = Privacy.Pseudonymous };

        string?[] shown =
        [
            MemberNames.Show("bob", terms),
            MemberNames.Show("ann", terms),
            MemberNames.Show("bob", terms with { Uid = "uid-other" }),
            MemberNames.Show("bob", terms with { Uid = null }),
            MemberNames.Show(
                "bob",
                terms with
                {
                    Uid = null,
                    Owner = new ResourceName("payments", "secondary"),
                }
            ),
        ];

        shown.ShouldBeUnique();
    }

    [Fact]
    public void A_key_is_never_longer_than_the_schema_takes()
    {
        LoadAssessment load = GivenLoad.Measured();
        string face = char.ConvertFromUtf32(0x1F600);
        OnCallPolicyStatus status = Build(
            load with
            {
                Figures = load.Figures with
                {
                    TopRepeats =
                    [
                        new RepeatedKey(new string('a', 1024), 5, 1),
                        new RepeatedKey(new string('b', 1023) + face, 4, 1),
                        new RepeatedKey(new string('c', 9000), 3, 1),
                        new RepeatedKey("", 2, 1),
                    ],
                },
            }
        );

        status
            .TopRepeats!.Select(repeat => repeat.Key)
            .ShouldBe([new string('a', 1024), new string('b', 1023), new string('c', 1024)]);
    }

    [Fact]
    public void The_transition_time_moves_only_with_the_status()
    {
        OnCallPolicyStatus first = Build(GivenLoad.Measured());
        OnCallPolicyStatus second = OnCallStatusBuilder.Build(
            GivenLoad.Terms(),
            GivenLoad.Measured((LoadMetric.IncidentsPer12h, 3)),
            first,
            Given.Noon + Given.Hours(1)
        );

        second
            .Conditions!.Where(condition =>
                condition.LastTransitionTime == Given.Noon + Given.Hours(1)
            )
            .Select(condition => condition.Type)
            .ShouldBe(["LoadWithinLimit"]);
    }

    private static OnCallPolicyStatus Build(
        LoadAssessment load,
        Privacy privacy = Privacy.Aggregate
    ) =>
        OnCallStatusBuilder.Build(
            GivenLoad.Terms() with
            {
                Privacy = privacy,
            },
            load,
            null,
            Given.Noon
        );
}
