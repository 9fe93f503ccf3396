using System.Globalization;
using SloOperator.Controllers.Policy;
using SloOperator.Domain.Objectives;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Policy;

namespace SloOperator.Controllers;

/// <summary>Whether a status is worth a write: an unchanged fleet costs the API server nothing but a heartbeat. Pure.</summary>
internal static class MaterialChange
{
    /// <summary>A status is written again when the figures in it are this much older than the new ones.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ReliefStep = TimeSpan.FromMinutes(15);

    private const decimal BudgetStep = 0.001m;
    private const decimal BurnStep = 0.05m;

    public static bool Between(TeamSloStatus? before, TeamSloStatus after) =>
        before is null
        || before.ObservedGeneration != after.ObservedGeneration
        || IsOld(before.EvaluatedAt, after.EvaluatedAt)
        || IsEnding(before, after)
        || Differ(before.Conditions, after.Conditions)
        || IsOtherLoad(before.OnCall, after.OnCall)
        || IsOtherGate(before.Gate, after.Gate)
        || !(before.Tickets ?? []).SequenceEqual(after.Tickets ?? [])
        || !(before.Policy ?? []).SequenceEqual(after.Policy ?? [])
        || before.Summary?.WorstObjective != after.Summary?.WorstObjective
        || !(before.Objectives ?? []).SequenceEqual(
            after.Objectives ?? [],
            ObjectiveComparer.Instance
        );

    public static bool Differ(IReadOnlyList<Condition>? before, IReadOnlyList<Condition>? after) =>
        !(before ?? []).SequenceEqual(after ?? []);

    /// <summary>Whether the figures written are older than the heartbeat, or of a time that has not come.</summary>
    public static bool IsOld(DateTimeOffset? before, DateTimeOffset? after) =>
        before is null != after is null || after - before >= Heartbeat || after < before;

    /// <summary>Where nothing can be measured the figures never grow old, but what the gate says of that must go on being believed.</summary>
    private static bool IsEnding(TeamSloStatus before, TeamSloStatus after) =>
        before.EvaluatedAt == after.EvaluatedAt
        && after.Gate?.ValidUntil - before.Gate?.ValidUntil >= GateStatusBuilder.Validity / 2;

    /// <summary>The rate moves with the clock; what it amounts to does not.</summary>
    private static bool IsOtherLoad(TeamLoadStatus? before, TeamLoadStatus? after) =>
        (before is null) != (after is null)
        || (before?.Policy, before?.Load, before?.Pages, before?.Message)
            != (after?.Policy, after?.Load, after?.Pages, after?.Message);

    /// <summary>Relief moves with every pass, and its validity with the clock: the heartbeat tells of that.</summary>
    private static bool IsOtherGate(GateStatus? before, GateStatus? after) =>
        Decided(before) != Decided(after)
        || !(before?.AllowChanges ?? []).SequenceEqual(after?.AllowChanges ?? [])
        || !(before?.ClosedBy ?? []).SequenceEqual(after?.ClosedBy ?? [])
        || before?.NextRelief is null != after?.NextRelief is null
        || (before?.NextRelief - after?.NextRelief)?.Duration() >= ReliefStep;

    private static GateStatus? Decided(GateStatus? gate) =>
        gate is null
            ? null
            : gate with
            {
                ValidUntil = null,
                NextRelief = null,
                AllowChanges = null,
                ClosedBy = null,
            };

    private static bool Matches(ObjectiveStatus before, ObjectiveStatus after) =>
        before.Name == after.Name
        && before.Verdict == after.Verdict
        && before.Target == after.Target
        && before.Message == after.Message
        && IsNear(before.BudgetRemaining, after.BudgetRemaining, BudgetStep)
        && before.ExcludedMinutes is null == after.ExcludedMinutes is null
        && Rates(before.Burn)
            .Zip(Rates(after.Burn))
            .All(pair => IsNearRate(pair.First, pair.Second));

    private static bool IsNearRate(string? before, string? after) =>
        IsNear(before, after, BurnStep)
        && BurnTier.BuiltIn.All(tier => Above(before, tier) == Above(after, tier));

    private static bool Above(string? rate, BurnTier tier) => Parse(rate) > tier.Above;

    /// <summary>Whether two figures, as a status writes them, are less than a step apart, or both not there.</summary>
    public static bool IsNear(string? before, string? after, decimal step) =>
        (Parse(before), Parse(after)) switch
        {
            (null, null) => true,
            ({ } old, { } now) => Math.Abs(old - now) < step,
            _ => false,
        };

    private static decimal? Parse(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : null;

    private static string?[] Rates(BurnStatus? burn) =>
        [
            burn?.FiveMinutes,
            burn?.ThirtyMinutes,
            burn?.OneHour,
            burn?.TwoHours,
            burn?.SixHours,
            burn?.OneDay,
            burn?.ThreeDays,
        ];

    private sealed class ObjectiveComparer : IEqualityComparer<ObjectiveStatus>
    {
        public static readonly ObjectiveComparer Instance = new();

        public bool Equals(ObjectiveStatus? x, ObjectiveStatus? y) =>
            x is not null && y is not null && Matches(x, y);

        public int GetHashCode(ObjectiveStatus obj) =>
            StringComparer.Ordinal.GetHashCode(obj.Name ?? "");
    }
}
