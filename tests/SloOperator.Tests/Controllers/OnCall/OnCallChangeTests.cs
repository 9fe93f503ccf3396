using SloOperator.Controllers.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Controllers.OnCall;

public sealed class OnCallChangeTests
{
    private static readonly OnCallPolicyStatus Before = OnCallStatusBuilder.Build(
        GivenLoad.Terms(),
        GivenLoad.Measured(),
        null,
        Given.Noon
    ) with
    {
        Trend = new LoadTrendStatus { Previous = "1" },
        IncidentsPer12h = "1",
        ShiftsOverBudget = "0.2",
        SleepPagesPerShift = "1",
        AlertsPerIncident = "1",
        TransientShare = "0.2",
        OnCallShare = "0.2",
        MedianRestoreMinutes = "20",
        Coverage = "0.98",
        TopRepeats = [new RepeatedKeyStatus { Key = "a", Count = 2 }],
        Webhook = new WebhookStatus
        {
            Since = Given.Noon,
            Open = [new OpenGroupStatus { Group = "g", Alerts = ["x"] }],
            Incidents = [],
        },
    };

    /// <summary>By what was changed.</summary>
    private static readonly Dictionary<string, OnCallPolicyStatus> Material = new()
    {
        ["generation"] = Before with { ObservedGeneration = 2 },
        ["heartbeat"] = Before with { EvaluatedAt = Given.Noon + Given.Minutes(10) },
        ["clock put back"] = Before with { EvaluatedAt = Given.Noon - Given.Minutes(1) },
        ["no figures"] = Before with { EvaluatedAt = null },
        ["condition"] = Before with { Conditions = [.. Before.Conditions!.Skip(1)] },
        ["source"] = Before with { Source = "PagerDuty" },
        ["page"] = Before with { Incidents = Before.Incidents! with { Lower = 11 } },
        ["upper"] = Before with { Incidents = Before.Incidents! with { Upper = 13 } },
        ["hours"] = Before with { ByHours = Before.ByHours! with { Off = 2, Business = 5 } },
        ["shift"] = Before with { Shift = Before.Shift! with { Start = Given.Noon } },
        ["pages of the shift"] = Before with { Shift = Before.Shift! with { Pages = 2 } },
        ["nobody on shift"] = Before with { Shift = null },
        ["summary"] = Before with { Summary = Before.Summary! with { Load = "Warn" } },
        ["off hours"] = Before with { OffHoursPerResponder30d = 1 },
        ["repeats"] = Before with { RepeatsPer7d = 1 },
        ["first trend"] = Before with { Trend = null },
        ["top repeats"] = Before with { TopRepeats = [] },
        ["coverage"] = Before with { Coverage = "0.97" },
        ["coverage unknown"] = Before with { Coverage = null },
        ["rate"] = Before with { IncidentsPer12h = "1.05" },
        ["shifts over budget"] = Before with { ShiftsOverBudget = "0.21" },
        ["sleep"] = Before with { SleepPagesPerShift = "1.05" },
        ["alerts"] = Before with { AlertsPerIncident = "1.05" },
        ["transient"] = Before with { TransientShare = "0.21" },
        ["on call"] = Before with { OnCallShare = "0.21" },
        ["restore"] = Before with { MedianRestoreMinutes = "21" },
        ["webhook since"] = Before with
        {
            Webhook = Before.Webhook! with { Since = Given.Noon + Given.Minutes(1) },
        },
        ["open group"] = Before with { Webhook = Before.Webhook! with { Open = [] } },
        ["alerts of a group"] = Before with
        {
            Webhook = Before.Webhook! with
            {
                Open = [new OpenGroupStatus { Group = "g", Alerts = ["x", "y"] }],
            },
        },
        ["ended incident"] = Before with
        {
            Webhook = Before.Webhook! with { Incidents = [new EndedIncidentStatus { Key = "a" }] },
        },
        ["no webhook"] = Before with { Webhook = null },
    };

    public static TheoryData<string> Changes() => [.. Material.Keys];

    [Fact]
    public void The_first_status_is_written() =>
        OnCallChange.IsMaterial(null, Before).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Changes))]
    public void It_is_written_at_once(string change) =>
        OnCallChange.IsMaterial(Before, Material[change]).ShouldBeTrue();

    [Fact]
    public void What_came_back_from_the_server_is_the_same() =>
        OnCallChange
            .IsMaterial(
                Before,
                Before with
                {
                    TopRepeats = [.. Before.TopRepeats!],
                    Conditions = [.. Before.Conditions!],
                    Webhook = Before.Webhook! with
                    {
                        Open = [new OpenGroupStatus { Group = "g", Alerts = ["x"] }],
                        Incidents = [],
                    },
                }
            )
            .ShouldBeFalse();

    [Fact]
    public void Figures_that_drift_with_the_clock_wait_for_the_heartbeat() =>
        OnCallChange
            .IsMaterial(
                Before,
                Before with
                {
                    EvaluatedAt = Given.Noon + Given.Minutes(9),
                    Window = new TimeRangeStatus { Start = Given.Noon, End = Given.Noon },
                    Coverage = "0.989",
                    IncidentsPer12h = "1.04",
                    ShiftsOverBudget = "0.209",
                    SleepPagesPerShift = "1.04",
                    AlertsPerIncident = "0.96",
                    TransientShare = "0.191",
                    OnCallShare = "0.209",
                    MedianRestoreMinutes = "20.9",
                    Trend = new LoadTrendStatus { Previous = "2", ChangePercent = "50" },
                }
            )
            .ShouldBeFalse();

    [Fact]
    public void A_condition_whose_message_changed_is_written()
    {
        Condition[] conditions = [.. Before.Conditions!];
        conditions[1] = conditions[1] with { Message = "another" };

        OnCallChange.IsMaterial(Before, Before with { Conditions = conditions }).ShouldBeTrue();
    }
}
