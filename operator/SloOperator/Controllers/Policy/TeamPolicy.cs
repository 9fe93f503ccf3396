using SloOperator.Controllers.Exceptions;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.Policy;

/// <summary>The policy's part in a reconcile of a TeamSLO: gathers what bears on a decision, lets the domain decide, files the tickets.</summary>
internal sealed class TeamPolicy(
    IResourceStore<OnCallPolicy> rotations,
    IExceptions exceptions,
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
        DateTimeOffset now = time.GetUtcNow();
        var surroundings = new PolicySurroundings
        {
            Excluded = ExcludedOf(slo, now),
            Load = PolicyGathering.LoadOf(slo, rotations.Find),
            Overrides = exceptions.OverridesOf(slo.Owner, now),
            Previous = PolicyMemory.Read(last?.Policy, last?.Gate),
            Now = now,
        };
        Evaluation evaluation = Evaluation.Of(slo, readings, surroundings.Excluded);
        if (evaluation.Problems.Count > 0)
        {
            return new TeamOutcome(evaluation, null, []);
        }

        PolicyFacts facts = PolicyGathering.Gather(slo, evaluation, readings, surroundings);
        PolicyDecision decision = PolicyDecider.Decide(facts);
        return new TeamOutcome(evaluation, decision, TeamTicketText.Write(slo, facts, decision));
    }

    /// <summary>Tells each exception what it gives back, and files what was decided; gives the owner's tickets that are not closed.</summary>
    public Task<IReadOnlyList<FiledTicket>> FileAsync(
        TeamObjectives slo,
        TeamOutcome outcome,
        CancellationToken ct
    )
    {
        foreach (Assessment objective in outcome.Evaluation.Assessment.Objectives)
        {
            Report(slo.Owner, objective);
        }

        TicketOwner owner = OwnerOf(slo) with
        {
            Exceptions = TicketExceptions.Of(
                outcome.Evaluation.Assessment.Objectives,
                exceptions.OverridesOf(slo.Owner, time.GetUtcNow())
            ),
        };
        return filing.FileAsync(owner, outcome.Tickets, ct);
    }

    /// <summary>The owner is gone.</summary>
    public Task ForgetAsync(ResourceName slo, CancellationToken ct) =>
        filing.ForgetAsync(OwnerKinds.TeamSlo, slo, ct);

    private void Report(ResourceName slo, Assessment objective)
    {
        if (objective.Figures is not { } figures)
        {
            return;
        }

        foreach ((string exception, decimal share) in figures.Returned)
        {
            exceptions.ReportReturned(
                new ResourceName(slo.Namespace, exception),
                objective.Objective.Name,
                share
            );
        }
    }

    /// <summary>Those of the longest window there may be: what lies before it is not counted anyway.</summary>
    private IReadOnlyList<IReadOnlyList<ExcludedTime>> ExcludedOf(
        TeamObjectives slo,
        DateTimeOffset now
    ) =>
        [
            .. slo.Objectives.Select(measured =>
                exceptions.ExclusionsOf(
                    slo.Owner,
                    measured.Objective.Name,
                    new TimeRange(now - slo.Window.Longest, now)
                )
            ),
        ];

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
