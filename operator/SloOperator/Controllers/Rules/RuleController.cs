using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Policy;

namespace SloOperator.Controllers.Rules;

/// <summary>Reconciles the rules of TeamSLOs, also when somebody edited or deleted them.</summary>
internal sealed class RuleController(
    IResourceStore<TeamSlo> slos,
    (
        IResourceStore<PrometheusEndpoint> Endpoints,
        IResourceStore<ErrorBudgetPolicy> Policies
    ) named,
    IRuleStore rules,
    RuleReconciler reconciler,
    (TimeProvider Time, ILogger<RuleController> Log) surroundings
)
    : MeasuredController<TeamSlo>(
        "prometheusrule",
        slos,
        named,
        reconciler,
        (surroundings.Time, surroundings.Log)
    )
{
    private Action<ResourceName>? _onRule;

    protected override string? EndpointOf(TeamSlo value) => value.Spec?.Prometheus;

    protected override string? PolicyOf(TeamSlo value) => value.Spec?.Policy;

    protected override void ListenToReadings(Action<ResourceName> changed)
    {
        _onRule = rule =>
        {
            if (RuleObjects.OwnerOf(rule) is { } owner)
            {
                changed(owner);
            }
        };
        rules.Changed += _onRule;
    }

    protected override void LeaveReadings(Action<ResourceName> changed) => rules.Changed -= _onRule;
}
