namespace SloOperator.Domain.Policy;

/// <summary>From what the rules find to what is done: exceptions, then enforcement, then what became of the gate since last time.</summary>
internal sealed class GateJudge(PolicyFacts facts, GateFacts gate)
{
    private readonly BudgetPolicy _policy = facts.Policy;
    private readonly GateVerdict? _before = facts.Previous.Gate;

    public GateVerdict Judge()
    {
        GateFinding finding = GateRules.Judge(gate);
        if (!IsClosed(finding))
        {
            return Conclude(finding, null);
        }

        IReadOnlyList<OverrideFact> overrides = GateQuestion.InForce(facts.Overrides, null);
        GateFacts rest = gate.Without(objective => overrides.Any(one => one.Covers(objective)));
        GateFinding without = GateRules.Judge(rest);
        if (IsClosed(without))
        {
            return Close(without, rest);
        }

        OverrideFact exception = overrides.First(one => one.Covers(finding.Objective));
        return Conclude(Open(finding, without, exception), exception.Name);
    }

    private bool IsClosed(GateFinding finding) =>
        finding.Decision == GateDecision.Deny
        || (finding.Decision == GateDecision.Unknown && _policy.OnUnknown == GateDecision.Deny);

    private static GateFinding Open(
        GateFinding finding,
        GateFinding without,
        OverrideFact exception
    ) =>
        finding with
        {
            Decision = without.Decision,
            Reason = GateReasons.GateOverride,
            Message = GateQuestion.Explain(exception, finding.Message),
        };

    private GateVerdict Close(GateFinding finding, GateFacts rest)
    {
        GateVerdict verdict = Conclude(finding, null);
        return verdict.IsAllowed
            ? verdict
            : GateRelief.Add(verdict with { ClosedBy = rest.Closing }, facts, rest);
    }

    private GateVerdict Conclude(GateFinding finding, string? exception)
    {
        GateDecision decision = Enforce(finding.Decision);
        bool isSame = _before?.Decision == decision && _before.Reason == finding.Reason;
        return new GateVerdict
        {
            Decision = decision,
            Enforced = finding.Decision,
            IsAllowed = _policy.Enforcement != Enforcement.Enforce || !IsClosed(finding),
            Reason = finding.Reason,
            Message = decision == finding.Decision ? finding.Message : Soften(finding),
            Since = isSame ? _before!.Since : facts.Now,
            Exception = exception,
            Objective = finding.Objective,
            Tier = finding.Tier,
            WouldHaveBlocked = (_before?.WouldHaveBlocked ?? 0) + (IsNewlySpared(finding) ? 1 : 0),
        };
    }

    private GateDecision Enforce(GateDecision enforced) =>
        (enforced, _policy.Enforcement) switch
        {
            (GateDecision.Unknown, _) => GateDecision.Unknown,
            (_, Enforcement.Observe) => GateDecision.Allow,
            (GateDecision.Deny, Enforcement.Warn) => GateDecision.Warn,
            _ => enforced,
        };

    private static string Soften(GateFinding finding) =>
        $"Enforce would {(finding.Decision == GateDecision.Deny ? "deny" : "warn")}: {finding.Message}";

    /// <summary>Once for each time it would have closed: an outage of the data in between does not make it two.</summary>
    private bool IsNewlySpared(GateFinding finding) =>
        finding.Decision == GateDecision.Deny
        && _policy.Enforcement != Enforcement.Enforce
        && _before?.Enforced != GateDecision.Deny
        && !(_before?.Enforced == GateDecision.Unknown && WasDenying);

    private bool WasDenying =>
        facts.Previous.Tiers.Any(state =>
            state.IsFiring
            && _policy.Tiers.Any(tier => tier.Name == state.Tier && tier.Gate == GateDecision.Deny)
        );
}
