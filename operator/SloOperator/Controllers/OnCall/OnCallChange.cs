using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>Whether a load is worth a write: any page, condition or shift is, a figure that drifts with the clock is not before the heartbeat. Pure.</summary>
internal static class OnCallChange
{
    private const decimal RateStep = 0.05m;
    private const decimal ShareStep = 0.01m;
    private const decimal MinuteStep = 1m;

    public static bool IsMaterial(OnCallPolicyStatus? before, OnCallPolicyStatus after) =>
        before is null
        || before.ObservedGeneration != after.ObservedGeneration
        || MaterialChange.IsOld(before.EvaluatedAt, after.EvaluatedAt)
        || MaterialChange.Differ(before.Conditions, after.Conditions)
        || !(before.Tickets ?? []).SequenceEqual(after.Tickets ?? [])
        || !(before.Policy ?? []).SequenceEqual(after.Policy ?? [])
        || !IsSameCount(before, after)
        || !IsNear(before, after)
        || !IsSameWebhook(before.Webhook, after.Webhook);

    private static bool IsSameCount(OnCallPolicyStatus before, OnCallPolicyStatus after) =>
        before.Source == after.Source
        && before.Incidents == after.Incidents
        && before.ByHours == after.ByHours
        && before.Shift == after.Shift
        && before.Summary == after.Summary
        && before.OffHoursPerResponder30d == after.OffHoursPerResponder30d
        && before.RepeatsPer7d == after.RepeatsPer7d
        && (before.Trend is null) == (after.Trend is null)
        && (before.TopRepeats ?? []).SequenceEqual(after.TopRepeats ?? []);

    private static bool IsNear(OnCallPolicyStatus before, OnCallPolicyStatus after) =>
        MaterialChange.IsNear(before.Coverage, after.Coverage, ShareStep)
        && MaterialChange.IsNear(before.IncidentsPer12h, after.IncidentsPer12h, RateStep)
        && MaterialChange.IsNear(before.ShiftsOverBudget, after.ShiftsOverBudget, ShareStep)
        && MaterialChange.IsNear(before.SleepPagesPerShift, after.SleepPagesPerShift, RateStep)
        && MaterialChange.IsNear(before.AlertsPerIncident, after.AlertsPerIncident, RateStep)
        && MaterialChange.IsNear(before.TransientShare, after.TransientShare, ShareStep)
        && MaterialChange.IsNear(before.OnCallShare, after.OnCallShare, ShareStep)
        && MaterialChange.IsNear(
            before.MedianRestoreMinutes,
            after.MedianRestoreMinutes,
            MinuteStep
        );

    /// <summary>Whatever is not written is lost with the process.</summary>
    private static bool IsSameWebhook(WebhookStatus? before, WebhookStatus? after) =>
        before?.Since == after?.Since
        && before?.Dropped == after?.Dropped
        && (before?.Closed ?? []).SequenceEqual(after?.Closed ?? [])
        && (before?.Open ?? []).SequenceEqual(after?.Open ?? [], OpenGroups.Instance)
        && (before?.Incidents ?? []).SequenceEqual(after?.Incidents ?? []);

    private sealed class OpenGroups : IEqualityComparer<OpenGroupStatus>
    {
        public static readonly OpenGroups Instance = new();

        public bool Equals(OpenGroupStatus? x, OpenGroupStatus? y) =>
            x is not null
            && y is not null
            && x with { Alerts = null } == y with { Alerts = null }
            && (x.Alerts ?? []).SequenceEqual(y.Alerts ?? []);

        public int GetHashCode(OpenGroupStatus obj) =>
            StringComparer.Ordinal.GetHashCode(obj.Group ?? "");
    }
}
