using System.Globalization;
using SloOperator.Controllers;
using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Controllers.OnCall;

public sealed class OnCallConditionsTests
{
    [Fact]
    public void A_load_with_nothing_to_complain_of_is_well_in_every_respect() =>
        Of(GivenLoad.Measured())
            .ShouldBe([
                "Ready=True/Evaluated",
                "DataFresh=True/Covered",
                "ScheduleValid=True/OnShift",
                "LoadWithinLimit=True/WithinLimit",
                "OffHoursWithinLimit=True/WithinLimit",
                "NoisyAlerts=False/Quiet",
                "RotationLargeEnough=True/EnoughMembers",
            ]);

    [Theory]
    [InlineData("IncidentsPer12h", "1.5", "LoadWithinLimit=True/WithinLimit")]
    [InlineData("IncidentsPer12h", "1.6", "LoadWithinLimit=True/NearLimit")]
    [InlineData("IncidentsPer12h", "2", "LoadWithinLimit=True/NearLimit")]
    [InlineData("IncidentsPer12h", "2.1", "LoadWithinLimit=False/OverLimit")]
    [InlineData("ShiftsOverBudget", "0.34", "LoadWithinLimit=False/OverLimit")]
    [InlineData("MedianRestoreMinutes", "61", "LoadWithinLimit=True/NearLimit")]
    [InlineData("OffHoursPerResponder30d", "7", "OffHoursWithinLimit=True/WithinLimit")]
    [InlineData("OffHoursPerResponder30d", "8", "OffHoursWithinLimit=True/NearLimit")]
    [InlineData("OffHoursPerResponder30d", "20", "OffHoursWithinLimit=False/OverLimit")]
    [InlineData("SleepPagesPerShift", "4", "OffHoursWithinLimit=False/OverLimit")]
    [InlineData("AlertsPerIncident", "2.5", "NoisyAlerts=True/Noisy")]
    [InlineData("TransientShare", "0.6", "NoisyAlerts=True/Noisy")]
    [InlineData("RepeatsPer7d", "3", "NoisyAlerts=False/Quiet")]
    [InlineData("RepeatsPer7d", "4", "NoisyAlerts=True/Noisy")]
    [InlineData("OnCallShare", "0.25", "RotationLargeEnough=True/EnoughMembers")]
    [InlineData("OnCallShare", "0.26", "RotationLargeEnough=False/RotationTooSmall")]
    public void A_figure_decides_one_condition_and_leaves_the_others(
        string metric,
        string figure,
        string expected
    )
    {
        string[] found = Of(
            GivenLoad.Measured((Parse(metric), decimal.Parse(figure, CultureInfo.InvariantCulture)))
        );

        found.ShouldContain(expected);
        found
            .Except(Of(GivenLoad.Measured()))
            .ShouldBe(new[] { expected }.Except(Of(GivenLoad.Measured())));
    }

    [Theory]
    [InlineData(LoadVerdict.LowCoverage, "LowCoverage")]
    [InlineData(LoadVerdict.Stale, "Stale")]
    public void Without_good_data_nothing_is_judged_but_the_schedule(
        LoadVerdict verdict,
        string reason
    )
    {
        LoadAssessment load = GivenLoad.Judge(verdict, "why", (LoadMetric.OnCallShare, 0.5m));

        Of(load)
            .ShouldBe([
                "Ready=True/Evaluated",
                $"DataFresh=False/{reason}",
                "ScheduleValid=True/OnShift",
                "LoadWithinLimit=Unknown/LoadUnknown",
                "OffHoursWithinLimit=Unknown/LoadUnknown",
                "NoisyAlerts=Unknown/LoadUnknown",
                "RotationLargeEnough=False/RotationTooSmall",
            ]);
        MessageOf(load, "DataFresh").ShouldBe("why");
        MessageOf(load, "LoadWithinLimit").ShouldBe("The data do not say; see DataFresh.");
    }

    [Fact]
    public void Where_nobody_was_on_shift_the_load_is_unknown_and_the_schedule_at_fault()
    {
        LoadAssessment load = GivenLoad.Measured(
            (LoadMetric.IncidentsPer12h, null),
            (LoadMetric.OnCallShare, null)
        );
        load = load with { Figures = load.Figures with { Current = null } };

        Of(load)[2].ShouldBe("ScheduleValid=False/NobodyOnShift");
        Of(load)[3].ShouldBe("LoadWithinLimit=Unknown/LoadUnknown");
        Of(load)[6].ShouldBe("RotationLargeEnough=Unknown/LoadUnknown");
        MessageOf(load, "LoadWithinLimit")
            .ShouldBe("Nobody was on shift in the covered part of the window.");
    }

    [Fact]
    public void A_pager_that_never_answered_has_not_said_that_nobody_is_on_shift()
    {
        OnCallTerms terms = GivenLoad.Terms();
        LoadAssessment load = GivenLoad.Judge(LoadVerdict.Stale, "down");

        OnCallConditions
            .Of(
                terms with
                {
                    Plan = terms.Plan with { Schedule = null },
                },
                load with
                {
                    Figures = load.Figures with { Current = null },
                }
            )
            .Select(Write)
            .ElementAt(2)
            .ShouldBe("ScheduleValid=Unknown/LoadUnknown");
    }

    [Theory]
    [InlineData(7.05, "RotationLargeEnough=True/EnoughMembers")]
    [InlineData(8, "RotationLargeEnough=True/EnoughMembers")]
    [InlineData(9, "RotationLargeEnough=False/ShiftTooLong")]
    public void A_shift_of_more_than_a_week_and_a_day_is_too_long(double days, string expected)
    {
        LoadAssessment load = GivenLoad.Measured();

        Of(load with { Figures = load.Figures with { LongestShift = TimeSpan.FromDays(days) } })[6]
            .ShouldBe(expected);
    }

    [Fact]
    public void Whatever_is_over_or_near_its_limit_is_said_and_the_worst_decides()
    {
        LoadAssessment load = GivenLoad.Measured(
            (LoadMetric.IncidentsPer12h, 1.75m),
            (LoadMetric.ShiftsOverBudget, 0.5m),
            (LoadMetric.MedianRestoreMinutes, 90)
        );

        Of(load)[3].ShouldBe("LoadWithinLimit=False/OverLimit");
        MessageOf(load, "LoadWithinLimit")
            .ShouldBe(
                "incidentsPer12h is 1.8, above its warning of 1.5\nshiftsOverBudget is 50 %, over its limit of 33 %\nmedianRestoreMinutes is 90, above its warning of 60"
            );
        OnCallConditions.Summary(load).ShouldBe(LoadLevel.OverLimit);
    }

    [Fact]
    public void A_rotation_that_is_too_small_says_how_many_share_it()
    {
        LoadAssessment load = GivenLoad.Measured((LoadMetric.OnCallShare, 0.5m));

        MessageOf(load, "RotationLargeEnough")
            .ShouldBe(
                "4 people share the rotation: onCallShare is 50 %, above its warning of 25 %"
            );
    }

    [Fact]
    public void Noise_alone_is_no_load()
    {
        LoadAssessment load = GivenLoad.Measured(
            (LoadMetric.RepeatsPer7d, 50),
            (LoadMetric.OnCallShare, 0.9m)
        );

        OnCallConditions.Summary(load).ShouldBe(LoadLevel.Ok);
    }

    [Theory]
    [InlineData(LoadVerdict.LowCoverage)]
    [InlineData(LoadVerdict.Stale)]
    public void An_unjudged_load_is_unknown(LoadVerdict verdict) =>
        OnCallConditions.Summary(GivenLoad.Judge(verdict, "why")).ShouldBe(LoadLevel.Unknown);

    [Fact]
    public void What_a_figure_cannot_be_does_not_hide_the_others()
    {
        LoadAssessment load = GivenLoad.Measured(
            (LoadMetric.IncidentsPer12h, 3),
            (LoadMetric.ShiftsOverBudget, null),
            (LoadMetric.MedianRestoreMinutes, null)
        );

        Of(load)[3].ShouldBe("LoadWithinLimit=False/OverLimit");
        OnCallConditions.Summary(load).ShouldBe(LoadLevel.OverLimit);
    }

    [Fact]
    public void No_condition_names_anybody()
    {
        LoadAssessment load = GivenLoad.Measured([
            .. Enum.GetValues<LoadMetric>().Select(metric => (metric, (decimal?)100)),
        ]);

        foreach (ConditionFact fact in OnCallConditions.Of(GivenLoad.Terms(), load))
        {
            fact.Message.ShouldNotContain("bob");
        }
    }

    private static LoadMetric Parse(string metric) => Enum.Parse<LoadMetric>(metric);

    private static string[] Of(LoadAssessment load) =>
        [.. OnCallConditions.Of(GivenLoad.Terms(), load).Select(Write)];

    private static string MessageOf(LoadAssessment load, string type) =>
        OnCallConditions.Of(GivenLoad.Terms(), load).Single(fact => fact.Type == type).Message;

    private static string Write(ConditionFact fact) => $"{fact.Type}={fact.Status}/{fact.Reason}";
}
