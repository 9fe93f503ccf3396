using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.Policy;

/// <summary>The policy's part in a reconcile of a TeamSLO: gathers what bears on a decision, lets the domain decide, files the tickets.</summary>
internal sealed class TeamPolicy(
    IResourceStore<OnCallPolicy> rotations,
    ITicketFiling filing,
    TimeProvider time
)
{
    /// <summary>Under the owner's lock: nothing of the readings is kept.</summary>
    /// <param name="slo">What was promised.</param>
    /// <param name="readings">One for each objective, in their order.</param>
    /// <param name="last">The status written last; null: none was.</param>
    public TeamOutcome Decide(
        TeamObjectives slo,
        IReadOnlyList<Reading> readings,
        TeamSloStatus? last
    )
    {
        var surroundings = new PolicySurroundings
        {
            Load = PolicyGathering.LoadOf(slo, rotations.Find),
            Previous = PolicyMemory.Read(last?.Policy, last?.Gate),
            Now = time.GetUtcNow(),
        };
        Evaluation evaluation = Evaluation.Of(slo, readings, surroundings.Excluded);
        return new TeamOutcome(
            evaluation,
            evaluation.Problems.Count > 0
                ? null
                : PolicyDecider.Decide(
                    PolicyGathering.Gather(slo, evaluation, readings, surroundings)
                )
        );
    }

    public Task<IReadOnlyList<FiledTicket>> FileAsync(
        TeamObjectives slo,
        PolicyDecision decision,
        CancellationToken ct
    ) =>
        filing.FileAsync(
            OwnerOf(slo),
            [.. decision.Tickets.Select(intent => new WrittenIntent(intent, intent.Reason, intent.Reason))],
            ct
        );

    /// <summary>The owner is gone.</summary>
    public Task ForgetAsync(ResourceName slo, CancellationToken ct) =>
        filing.ForgetAsync(OwnerKinds.TeamSlo, slo, ct);

    private static TicketOwner OwnerOf(TeamObjectives slo)
    {
        TicketTerms terms = slo.Policy.Tickets;
        return new TicketOwner
        {
            Kind = OwnerKinds.TeamSlo,
            Name = slo.Owner,
            Uid = slo.Uid ?? slo.Owner.ToString(),
            Team = slo.Team,
            Terms = terms with { Sink = slo.Ticketing.Sink ?? terms.Sink },
            Labels = slo.Ticketing.Labels,
            Assignee = slo.Ticketing.Assignee,
        };
    }
}
