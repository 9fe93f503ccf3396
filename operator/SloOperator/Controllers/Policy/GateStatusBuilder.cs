using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Policy;
using SloOperator.Resources;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Policy;

/// <summary>Writes a decision and its tickets into the words of a TeamSLO's status; pure.</summary>
internal static class GateStatusBuilder
{
    /// <summary>An object that is not evaluated for so long is not being looked after: three buckets, and longer than the heartbeat of a status.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(15);

    /// <param name="status">What the objectives amount to.</param>
    /// <param name="findings">What follows.</param>
    /// <param name="previous">Written before; null: nothing was.</param>
    /// <param name="now">When it was decided.</param>
    public static TeamSloStatus Add(
        TeamSloStatus status,
        GateFindings findings,
        TeamSloStatus? previous,
        DateTimeOffset now
    ) =>
        status with
        {
            Summary = status.Summary! with
            {
                Gate = findings.Decision.Gate.Decision.ToString(),
                OpenTickets = findings.Tickets.Count,
            },
            Gate = Describe(findings.Decision.Gate, findings.Policy, now),
            Tickets = Lines(findings.Tickets),
            Policy = PolicyMemory.Write(findings.Decision.State),
            Conditions =
            [
                .. status.Conditions ?? [],
                .. PolicyConditions
                    .Of(findings)
                    .Select(fact =>
                        fact.After(previous?.Conditions, status.ObservedGeneration ?? 0, now)
                    ),
            ],
        };

    /// <summary>A spec that cannot be used decides nothing, and clears nothing: what was known of its tickets and tiers stays.</summary>
    public static TeamSloStatus AddInvalid(
        TeamSloStatus status,
        TeamSloStatus? previous,
        DateTimeOffset now
    ) =>
        status with
        {
            Summary = status.Summary! with
            {
                Gate = nameof(GateDecision.Unknown),
                OpenTickets = previous?.Summary?.OpenTickets,
            },
            Tickets = previous?.Tickets,
            Policy = previous?.Policy,
            Conditions =
            [
                .. status.Conditions ?? [],
                .. PolicyConditions
                    .Invalid()
                    .Select(fact =>
                        fact.After(previous?.Conditions, status.ObservedGeneration ?? 0, now)
                    ),
            ],
        };

    /// <summary>Null: there are none.</summary>
    public static IReadOnlyList<TicketLineStatus>? Lines(IReadOnlyList<FiledTicket> tickets) =>
        tickets.Count == 0
            ? null
            :
            [
                .. tickets.Select(ticket => new TicketLineStatus
                {
                    Name = ticket.Name,
                    Cause = ticket.Cause,
                    Phase = ticket.Phase,
                    Url = ticket.Url,
                }),
            ];

    private static GateStatus Describe(GateVerdict gate, BudgetPolicy policy, DateTimeOffset now) =>
        new()
        {
            Decision = gate.Decision.ToString(),
            Enforced = gate.Enforced.ToString(),
            Allowed = gate.IsAllowed,
            Reason = gate.Reason,
            Message = gate.Message,
            Since = StatusText.WholeSecond(gate.Since),
            ValidUntil = StatusText.WholeSecond(now + Validity),
            NextRelief = gate.NextRelief is { } relief ? StatusText.WholeSecond(relief) : null,
            Exception = gate.Exception,
            Objective = gate.Objective,
            Tier = gate.Tier,
            Policy = policy.Name,
            Enforcement = policy.Enforcement.ToString(),
            OnUnknown = policy.OnUnknown.ToString(),
            AllowChanges = policy.AllowedChanges.Count == 0 ? null : policy.AllowedChanges,
            ClosedBy =
                gate.ClosedBy.Count == 0
                    ? null
                    : [.. gate.ClosedBy.Select(each => each ?? GateStatus.OnCallLoad)],
            WouldHaveBlocked = gate.WouldHaveBlocked,
        };
}
