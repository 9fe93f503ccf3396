using SloOperator.Controllers.Tickets;
using SloOperator.Controllers.Tickets.Text;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using SloOperator.Prometheus.PromQl;
using SloOperator.Resources;

namespace SloOperator.Controllers.Policy;

/// <summary>Puts what was decided of a TeamSLO into words; pure.</summary>
internal static class TeamTicketText
{
    private const int MostEpisodes = 5;

    public static IReadOnlyList<WrittenIntent> Write(
        TeamObjectives slo,
        PolicyFacts facts,
        PolicyDecision decision
    ) =>
        [
            .. decision.Tickets.Select(intent =>
                TicketText.Write(SubjectOf(slo, facts, decision.Gate, intent), intent)
            ),
        ];

    private static TicketSubject SubjectOf(
        TeamObjectives slo,
        PolicyFacts facts,
        GateVerdict gate,
        TicketIntent intent
    ) =>
        new()
        {
            Kind = OwnerKinds.TeamSlo,
            Owner = slo.Owner,
            Team = slo.Team,
            Name = slo.Service,
            Policy = slo.Policy,
            Budget = BudgetOf(slo, facts, intent.Objective),
            Gate = gate,
        };

    private static BudgetSubject? BudgetOf(TeamObjectives slo, PolicyFacts facts, string? objective)
    {
        if (
            facts.Objectives.FirstOrDefault(each => each.Assessment.Objective.Name == objective)
                is not { } found
            || slo.Objectives.FirstOrDefault(each => each.Objective.Name == objective)
                is not { } measured
        )
        {
            return null;
        }

        return new BudgetSubject(
            found.Assessment,
            slo.Window,
            BadShare.Of(measured.Indicator, slo.Window.Longest),
            [
                .. LargestEpisodes
                    .Of(found, slo.Window, MostEpisodes)
                    .Select(episode => new ContributingEpisode(
                        episode.Start,
                        episode.End,
                        episode.Share
                    )),
            ]
        );
    }
}
