using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Policy;

namespace SloOperator.Tests.Controllers;

public sealed class MaterialChangeTests
{
    private static readonly TeamSloStatus Before = Status(Objective("0.5", "1"));

    [Fact]
    public void A_first_status_is_written() => MaterialChange.Between(null, Before).ShouldBeTrue();

    [Fact]
    public void An_equal_status_is_not_written() =>
        MaterialChange.Between(Before, Status(Objective("0.5", "1"))).ShouldBeFalse();

    [Theory]
    [InlineData("0.5", "0.5009", false)]
    [InlineData("0.5", "0.501", true)]
    [InlineData("0.5", "0.4991", false)]
    [InlineData("0.5", "0.499", true)]
    [InlineData("0.0004", "-0.0005", false)]
    [InlineData("-18.2", "-18.201", true)]
    [InlineData("0.5", null, true)]
    [InlineData(null, "0.5", true)]
    [InlineData(null, null, false)]
    public void The_budget_counts_from_a_tenth_of_a_percentage_point(
        string? before,
        string? after,
        bool isMaterial
    ) =>
        MaterialChange
            .Between(Status(Objective(before, "1")), Status(Objective(after, "1")))
            .ShouldBe(isMaterial);

    [Theory]
    [InlineData("1", "1.04", false)]
    [InlineData("1", "1.05", true)]
    [InlineData("1", "0.96", false)]
    [InlineData("1", "0.95", true)]
    [InlineData("14.4", "14.41", true)]
    [InlineData("14.41", "14.4", true)]
    [InlineData("14.39", "14.4", false)]
    [InlineData("14.41", "14.45", false)]
    [InlineData("0", null, true)]
    [InlineData(null, "0", true)]
    public void Burn_counts_from_a_twentieth_or_across_a_tier(
        string? before,
        string? after,
        bool isMaterial
    ) =>
        MaterialChange
            .Between(Status(Objective("0.5", before)), Status(Objective("0.5", after)))
            .ShouldBe(isMaterial);

    [Theory]
    [InlineData(0, 7, false)]
    [InlineData(0, 8, true)]
    [InlineData(5, 8, false)]
    public void A_gate_without_new_figures_is_written_again_before_it_is_too_old_to_be_believed(
        int evaluated,
        int valid,
        bool isMaterial
    )
    {
        var at = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        TeamSloStatus before = Before with
        {
            EvaluatedAt = at,
            Gate = new GateStatus { ValidUntil = at.AddMinutes(15) },
        };
        TeamSloStatus after = Before with
        {
            EvaluatedAt = at.AddMinutes(evaluated),
            Gate = new GateStatus { ValidUntil = at.AddMinutes(15 + valid) },
        };

        MaterialChange.Between(before, after).ShouldBe(isMaterial);
    }

    public static TheoryData<string> BurnWindows() => ["5m", "30m", "1h", "2h", "6h", "1d", "3d"];

    [Theory]
    [MemberData(nameof(BurnWindows))]
    public void Burn_counts_over_every_window(string window)
    {
        ObjectiveStatus faster = Objective("0.5", "1") with { Burn = Burn("1", window, "1.05") };

        MaterialChange.Between(Before, Status(faster)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(599, false)]
    [InlineData(600, true)]
    [InlineData(0, false)]
    [InlineData(-300, true)]
    public void A_status_is_written_again_when_its_figures_are_ten_minutes_older(
        int secondsLater,
        bool isMaterial
    ) =>
        MaterialChange
            .Between(
                Before,
                Before with
                {
                    EvaluatedAt = Given.Noon + TimeSpan.FromSeconds(secondsLater),
                }
            )
            .ShouldBe(isMaterial);

    [Fact]
    public void Figures_that_come_or_go_are_written()
    {
        TeamSloStatus never = Before with { EvaluatedAt = null };

        MaterialChange.Between(never, Before).ShouldBeTrue();
        MaterialChange.Between(Before, never).ShouldBeTrue();
        MaterialChange.Between(never, never).ShouldBeFalse();
    }

    [Fact]
    public void Slow_steps_are_measured_from_what_was_written_last()
    {
        MaterialChange.Between(Before, Status(Objective("0.5006", "1"))).ShouldBeFalse();
        MaterialChange.Between(Before, Status(Objective("0.5012", "1"))).ShouldBeTrue();
    }

    [Fact]
    public void A_verdict_is_written() =>
        IsWritten(Objective("0.5", "1") with { Verdict = "Stale" });

    [Fact]
    public void A_message_is_written() =>
        IsWritten(Objective("0.5", "1") with { Message = "since noon" });

    [Fact]
    public void A_target_is_written() => IsWritten(Objective("0.5", "1") with { Target = "99.5" });

    [Fact]
    public void A_name_is_written() => IsWritten(Objective("0.5", "1") with { Name = "latency" });

    [Fact]
    public void An_objective_more_or_less_is_written()
    {
        TeamSloStatus two = Status(
            Objective("0.5", "1"),
            Objective("0.5", "1") with
            {
                Name = "latency",
            }
        );

        MaterialChange.Between(Before, two).ShouldBeTrue();
        MaterialChange.Between(two, Before).ShouldBeTrue();
        MaterialChange.Between(Before, Before with { Objectives = null }).ShouldBeTrue();
    }

    [Fact]
    public void The_worst_objective_is_written() =>
        MaterialChange
            .Between(
                Before,
                Before with
                {
                    Summary = new SummaryStatus { WorstObjective = "latency" },
                }
            )
            .ShouldBeTrue();

    [Fact]
    public void A_generation_is_written() =>
        MaterialChange.Between(Before, Before with { ObservedGeneration = 2 }).ShouldBeTrue();

    [Theory]
    [InlineData("False", "Because", "", true)]
    [InlineData("True", "Otherwise", "", true)]
    [InlineData("True", "Because", "more", true)]
    [InlineData("True", "Because", "", false)]
    public void Anything_of_a_condition_is_written(
        string status,
        string reason,
        string message,
        bool isMaterial
    )
    {
        TeamSloStatus after = Before with { Conditions = [Fresh(status, reason, message)] };

        MaterialChange.Between(Before, after).ShouldBe(isMaterial);
    }

    [Fact]
    public void Figures_that_nobody_acts_on_are_not_written() =>
        MaterialChange
            .Between(
                Before,
                Status(
                    Objective("0.5", "1") with
                    {
                        TotalEvents = "288001",
                        BadEvents = "1",
                        MinutesLeft = "7.1",
                        Coverage = "0.99",
                        ExhaustionAt = Given.Noon,
                    }
                )
            )
            .ShouldBeFalse();

    private static void IsWritten(ObjectiveStatus after) =>
        MaterialChange.Between(Before, Status(after)).ShouldBeTrue();

    private static TeamSloStatus Status(params ObjectiveStatus[] objectives) =>
        new()
        {
            ObservedGeneration = 1,
            EvaluatedAt = Given.Noon,
            Summary = new SummaryStatus { WorstObjective = "availability" },
            Objectives = objectives,
            Conditions = [Fresh("True", "Because", "")],
        };

    [Fact]
    public void The_first_and_the_last_of_an_exclusion_are_material()
    {
        ObjectiveStatus without = Objective("0.75", "1");
        ObjectiveStatus with = without with { ExcludedMinutes = "5" };

        MaterialChange.Between(Status(without), Status(with)).ShouldBeTrue();
        MaterialChange.Between(Status(with), Status(without)).ShouldBeTrue();
        MaterialChange
            .Between(Status(with), Status(with with { ExcludedMinutes = "10" }))
            .ShouldBeFalse();
    }

    private static ObjectiveStatus Objective(string? budget, string? burn) =>
        new()
        {
            Name = "availability",
            Verdict = "Measured",
            Target = "99",
            BudgetRemaining = budget,
            TotalEvents = "288000",
            Burn = burn is null ? null : Burn(burn),
        };

    private static BurnStatus Burn(string all, string window = "", string other = "")
    {
        string Of(string name) => name == window ? other : all;
        return new BurnStatus
        {
            FiveMinutes = Of("5m"),
            ThirtyMinutes = Of("30m"),
            OneHour = Of("1h"),
            TwoHours = Of("2h"),
            SixHours = Of("6h"),
            OneDay = Of("1d"),
            ThreeDays = Of("3d"),
        };
    }

    private static Condition Fresh(string status, string reason, string message) =>
        new()
        {
            Type = "DataFresh",
            Status = status,
            Reason = reason,
            Message = message,
            LastTransitionTime = Given.Noon,
        };
}
