using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Resources.Policy;

namespace SloOperator.Resources.OnCall;

/// <summary>Turns what a user wrote into what the operator works with, or into the whole list of what is wrong with it.</summary>
internal sealed class OnCallPolicyMapper(EndpointLookup endpoints, PolicyLookup policies)
{
    public OnCallPolicyMapping Map(OnCallPolicy policy)
    {
        List<Problem> problems = [];
        var root = new SpecField("spec", problems);
        if (policy.Spec is not { } spec)
        {
            root.Refuse("is missing; write team, source and schedule");
            return new OnCallPolicyMapping(null, problems);
        }

        OnCallTerms? terms = Map(policy.Metadata, spec, root);
        return new OnCallPolicyMapping(problems.Count == 0 ? terms : null, problems);
    }

    private OnCallTerms? Map(ObjectMeta metadata, OnCallPolicySpec spec, SpecField root)
    {
        string? team = root["team"].ReadDnsLabel(spec.Team);
        Criticality? criticality = root["criticality"].ReadCriticality(spec.Criticality);
        Tenant tenant = EndpointAccess.TenantOf(metadata, team);
        BudgetPolicy? rules = PolicyAccess.Find(policies, spec.Policy, root["policy"]);
        PageSource? source = MapSource(spec, tenant, root);
        OnCallPlan? plan = MapPlan(spec, root);
        Privacy? privacy = root["privacy"]
            .ReadChoice(
                spec.Privacy ?? "Aggregate",
                ("Aggregate", Privacy.Aggregate),
                ("Pseudonymous", Privacy.Pseudonymous),
                ("Named", Privacy.Named)
            );
        if (
            team is null
            || criticality is not { } known
            || rules is null
            || source is null
            || plan is null
            || privacy is not { } told
        )
        {
            return null;
        }

        return new OnCallTerms
        {
            Owner = ResourceName.Of(metadata),
            Uid = metadata.Uid,
            Generation = metadata.Generation,
            Team = team,
            Criticality = known,
            Tenant = tenant,
            Policy = rules,
            Source = source,
            Plan = plan,
            Privacy = told,
        };
    }

    private PageSource? MapSource(OnCallPolicySpec spec, Tenant tenant, SpecField root)
    {
        if (spec.Source?.Prometheus is null && spec.Prometheus is not null)
        {
            // Nobody asks it, so only its spelling counts.
            root["prometheus"].ReadObjectName(spec.Prometheus);
        }

        var mapper = new PageSourceMapper(
            () => EndpointAccess.Find(endpoints, spec.Prometheus, tenant, root["prometheus"]),
            tenant
        );
        return mapper.Map(spec.Source, root["source"]);
    }

    private static OnCallPlan? MapPlan(OnCallPolicySpec spec, SpecField root)
    {
        OnCallSchedule? schedule = ScheduleMapper.Map(
            spec.Schedule,
            pagerHasIt: spec.Source?.Pager is not null,
            root["schedule"]
        );
        TimeSpan? window = root["window"].ReadDuration(spec.Window ?? "21d", "1d", "90d");
        LoadThresholds thresholds = ThresholdsMapper.Map(spec.Thresholds, root["thresholds"]);
        decimal? coverage = root["minimumCoverage"].ReadShare(spec.MinimumCoverage ?? "90%");
        return schedule is not null && window is { } length && coverage is { } least
            ? new OnCallPlan
            {
                Schedule = schedule.Plan,
                Hours = schedule.Hours,
                Window = length,
                Thresholds = thresholds,
                MinimumCoverage = least,
            }
            : null;
    }
}
