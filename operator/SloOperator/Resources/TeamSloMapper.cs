using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;

namespace SloOperator.Resources;

/// <summary>Turns what a user wrote into what the operator works with, or into the whole list of what is wrong with it.</summary>
internal sealed class TeamSloMapper(EndpointLookup endpoints, PolicyLookup policies)
{
    public TeamSloMapping Map(TeamSlo slo)
    {
        List<Problem> problems = [];
        var root = new SpecField("spec", problems);
        if (slo.Spec is not { } spec)
        {
            root.Refuse("is missing; write team, service and objectives");
            return new TeamSloMapping(null, problems);
        }

        TeamObjectives? objectives = Map(slo, spec, root);
        return new TeamSloMapping(problems.Count == 0 ? objectives : null, problems);
    }

    private TeamObjectives? Map(TeamSlo slo, TeamSloSpec spec, SpecField root)
    {
        string? team = root["team"].ReadDnsLabel(spec.Team);
        string? service = root["service"].ReadServiceName(spec.Service);
        root["description"].RefuseLongerThan(1024, spec.Description);
        Criticality? criticality = root["criticality"].ReadCriticality(spec.Criticality);
        Tenant tenant = EndpointAccess.TenantOf(slo.Metadata, team);
        UsableEndpoint? endpoint = EndpointAccess.Find(
            endpoints,
            spec.Prometheus,
            tenant,
            root["prometheus"]
        );
        BudgetWindow? window = WindowMapper.Map(spec.Window, root["window"]);
        BudgetPolicy? policy = PolicyAccess.Find(policies, spec.Policy, root["policy"]);
        string? onCall = spec.OnCallPolicy is null
            ? null
            : root["onCallPolicy"].ReadObjectName(spec.OnCallPolicy);
        SelectorRules rules = endpoint?.RulesFor(tenant) ?? SelectorRules.None;
        IReadOnlyList<MeasuredObjective> objectives = ObjectiveListMapper.Map(
            spec.Objectives,
            root["objectives"],
            (rules, policy)
        );
        TicketingOptions ticketing = TicketingMapper.Map(spec.Ticketing, root["ticketing"]);
        if (
            team is null
            || service is null
            || criticality is not { } known
            || window is null
            || endpoint is null
            || policy is null
        )
        {
            return null;
        }

        return new TeamObjectives
        {
            Owner = ResourceName.Of(slo.Metadata),
            Uid = slo.Metadata.Uid,
            Generation = slo.Metadata.Generation,
            Team = team,
            Service = service,
            Criticality = known,
            Window = window,
            Endpoint = endpoint.Options,
            Tenant = tenant,
            Policy = policy,
            Ticketing = ticketing,
            OnCallPolicy = onCall,
            Objectives = objectives,
        };
    }
}
