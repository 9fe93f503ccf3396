using System.Collections.Concurrent;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Telemetry;

/// <summary>The gauges of every gate. An owner's are replaced as a whole and end with it.</summary>
internal sealed class GateMetrics
{
    private readonly ConcurrentDictionary<ResourceName, Labelled<GateSample>> _owners = new();

    /// <param name="decisions">Every decision there is: each becomes a series, so that the last one a chart saw falls to 0 instead of vanishing.</param>
    public GateMetrics(IReadOnlyList<string> decisions) =>
        Families = [
            Gauge(
                "slo_operator_gate_allowed",
                "1 while a change of no special class may ship, 0 while it may not.",
                sample => sample.IsAllowed ? 1 : 0
            ),
            new FigureFamily<GateSample>(
                Header(
                    "slo_operator_gate_decision",
                    "1 for the decision that holds, 0 for the others."
                ),
                () => _owners.Values,
                sample => decisions.Select(decision => State(sample, decision))
            ),
            Gauge(
                "slo_operator_gate_would_have_blocked",
                "How often a policy that only observes or warns would have closed this gate.",
                sample => sample.WouldHaveBlocked
            ),
            new FigureFamily<GateSample>(
                Header(
                    "slo_operator_burn_rate_threshold",
                    "Burn rate above which a tier of the policy minds this window; the lowest where several do."
                ),
                () => _owners.Values,
                sample =>
                    sample.BurnThresholds.Select(threshold =>
                        (Window(threshold.Key), (double?)threshold.Value)
                    )
            ),
            Gauge(
                "slo_operator_open_tickets",
                "Reliability tickets of this TeamSLO that are not closed.",
                sample => sample.OpenTickets
            ),
        ];

    /// <summary>What a scrape shows of them.</summary>
    public IReadOnlyList<ExposedFamily> Families { get; }

    public void Publish(TeamObjectives slo, GateSample sample) =>
        _owners[slo.Owner] = Labelled<GateSample>.Of(
            sample,
            new("criticality", slo.Criticality.Write()),
            new("name", slo.Owner.Name),
            new("namespace", slo.Owner.Namespace),
            new("service", slo.Service),
            new("team", slo.Team)
        );

    public void Remove(ResourceName owner) => _owners.TryRemove(owner, out _);

    private FigureFamily<GateSample> Gauge(
        string name,
        string help,
        Func<GateSample, double?> figure
    ) => new(Header(name, help), () => _owners.Values, sample => [(null, figure(sample))]);

    private static MetricHeader Header(string name, string help) => new(name, "gauge", help);

    private static KeyValuePair<string, string>? Window(string window) =>
        KeyValuePair.Create("window", window);

    private static (KeyValuePair<string, string>?, double?) State(
        GateSample sample,
        string decision
    ) =>
        (
            KeyValuePair.Create("decision", decision),
            string.Equals(sample.Decision, decision, StringComparison.Ordinal) ? 1 : 0
        );
}
