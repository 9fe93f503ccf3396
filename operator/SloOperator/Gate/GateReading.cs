using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SloOperator.Controllers;
using SloOperator.Controllers.Policy;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Policy;

namespace SloOperator.Gate;

/// <summary>Answers from the status of a TeamSLO alone, so that whoever may read it comes to the same answer. Pure.</summary>
internal static class GateReading
{
    private const int IdDigits = 16;

    /// <param name="slo">As it was last seen.</param>
    /// <param name="change">Class of the change; null: none in particular.</param>
    /// <param name="overrides">In force for it, as far as the asker knows them.</param>
    /// <param name="now">Tells whether the status is still believed.</param>
    public static GateAnswer Of(
        TeamSlo slo,
        string? change,
        IReadOnlyList<OverrideFact> overrides,
        DateTimeOffset now
    )
    {
        TeamSloStatus? status = slo.Status;
        GateVerdict verdict = GateQuestion.Answer(
            Verdict(status, now),
            status?.Gate?.AllowChanges ?? [],
            overrides,
            change
        );
        return new GateAnswer
        {
            Decision = verdict.Decision.ToString(),
            Allowed = verdict.IsAllowed,
            Enforcement = status?.Gate?.Enforcement,
            Reason = verdict.Reason,
            Message = verdict.Message,
            Namespace = slo.Metadata.Namespace ?? "",
            Name = slo.Metadata.Name,
            Change = change,
            AllowChanges = status?.Gate?.AllowChanges ?? [],
            Objectives = [.. (status?.Objectives ?? []).Select(Show)],
            Exception = verdict.Exception,
            Since = verdict.Since == DateTimeOffset.MinValue ? null : verdict.Since,
            EvaluatedAt = status?.EvaluatedAt,
            ValidUntil = status?.Gate?.ValidUntil,
            NextRelief = verdict.NextRelief,
            TicketUrl = status?.Tickets?.FirstOrDefault(ticket => ticket.Url is not null)?.Url,
            DecisionId = IdOf(slo.Metadata, verdict, change),
        };
    }

    private static GateVerdict Verdict(TeamSloStatus? status, DateTimeOffset now)
    {
        if (status?.Gate is not { } gate || PolicyMemory.Read(gate) is not { } verdict)
        {
            return Undecided(status);
        }

        return gate.ValidUntil is { } validUntil && validUntil <= now
            ? GateQuestion.Outdated(verdict, validUntil, OnUnknown(gate))
            : verdict;
    }

    /// <summary>By which policy is not known either, so that nobody is stopped.</summary>
    private static GateVerdict Undecided(TeamSloStatus? status)
    {
        Condition? ready = status?.Conditions?.FirstOrDefault(condition =>
            condition is { Type: ConditionTypes.Ready, Status: "False" }
        );
        return new GateVerdict
        {
            Decision = GateDecision.Unknown,
            Enforced = GateDecision.Unknown,
            IsAllowed = true,
            Reason = ready?.Reason ?? GateReasons.NotEvaluated,
            Message =
                ready?.Message
                ?? "It was not evaluated yet; if that stays so, see its conditions and whether the operator runs.",
            Since = ready?.LastTransitionTime ?? DateTimeOffset.MinValue,
        };
    }

    private static GateDecision OnUnknown(GateStatus gate) =>
        Enum.TryParse(gate.OnUnknown, out GateDecision decision)
            ? decision
            : BudgetPolicy.Default.OnUnknown;

    private static GateObjective Show(ObjectiveStatus objective) =>
        new(
            objective.Name ?? "",
            objective.Verdict ?? "",
            objective.Target,
            objective.BudgetRemaining,
            objective.MinutesLeft
        );

    private static string IdOf(ObjectMeta slo, GateVerdict verdict, string? change)
    {
        string text = string.Join(
            '\n',
            slo.Uid,
            verdict.Decision,
            verdict.Reason,
            verdict.Since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            verdict.Exception,
            change
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..IdDigits];
    }
}
