using SloOperator.Domain.Policy;
using SloOperator.Resources.Policy;

namespace SloOperator.Controllers.Policy;

/// <summary>Keeps what a policy must remember in a status, so that a restart changes no decision; pure.</summary>
internal static class PolicyMemory
{
    /// <summary>What cannot be read is forgotten: it would be decided anew.</summary>
    public static PolicyState Read(IReadOnlyList<TierStateStatus>? tiers, GateStatus? gate) =>
        new([.. (tiers ?? []).Select(Read).OfType<TierState>()], gate is null ? null : Read(gate));

    /// <summary>Null: there is nothing to remember.</summary>
    public static IReadOnlyList<TierStateStatus>? Write(PolicyState state) =>
        state.Tiers.Count == 0
            ? null
            :
            [
                .. state.Tiers.Select(tier => new TierStateStatus
                {
                    Tier = tier.Tier,
                    Objective = tier.Objective,
                    Since = StatusText.WholeSecond(tier.Since),
                    Firing = tier.IsFiring,
                    Evaluations = tier.Evaluations,
                    SeenAt = tier.SeenAt is { } seen ? StatusText.WholeSecond(seen) : null,
                }),
            ];

    private static TierState? Read(TierStateStatus status) =>
        status is { Tier: { } tier, Since: { } since }
            ? new TierState(
                tier,
                status.Objective,
                since,
                status.Firing is true,
                status.Evaluations ?? 1,
                status.SeenAt
            )
            : null;

    /// <summary>Null: it is not one that this program wrote.</summary>
    public static GateVerdict? Read(GateStatus gate) =>
        Enum.TryParse(gate.Decision, out GateDecision decision)
        && Enum.TryParse(gate.Enforced ?? gate.Decision, out GateDecision enforced)
        && gate is { Reason: { } reason, Since: { } since }
            ? new GateVerdict
            {
                Decision = decision,
                Enforced = enforced,
                IsAllowed = gate.Allowed ?? decision != GateDecision.Deny,
                Reason = reason,
                Message = gate.Message ?? "",
                Since = since,
                NextRelief = gate.NextRelief,
                Exception = gate.Exception,
                Objective = gate.Objective,
                Tier = gate.Tier,
                ClosedBy =
                [
                    .. (gate.ClosedBy ?? []).Select(each =>
                        each == GateStatus.OnCallLoad ? null : each
                    ),
                ],
                WouldHaveBlocked = gate.WouldHaveBlocked ?? 0,
            }
            : null;
}
