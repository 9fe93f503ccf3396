using SloOperator.Domain.Alerts;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Prometheus.PromQl;
using SloOperator.Resources;
using SloOperator.Resources.Rules;
using MatchType = SloOperator.Prometheus.PromQl.MatchType;

namespace SloOperator.Controllers.Rules;

/// <summary>Records one objective over every burn window, and alerts on them.</summary>
internal sealed class ObjectiveRules(TeamObjectives slo, MeasuredObjective measured)
{
    public const string AlertName = "ErrorBudgetBurn";

    /// <summary>Five evaluations a bucket: the buckets of a window are then less than a minute old.</summary>
    public const string Interval = "1m";

    private const int Decimals = 6;

    private readonly Objective _objective = measured.Objective;
    private readonly RecordedEvents _events = new(
        [
            Is("namespace", slo.Tenant.Namespace),
            Is("name", slo.Owner.Name),
            Is("objective", measured.Objective.Name),
        ],
        measured.Indicator,
        measured.Objective.Timeslice
    );

    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal)
    {
        ["criticality"] = slo.Criticality.Write(),
        ["name"] = slo.Owner.Name,
        ["namespace"] = slo.Tenant.Namespace,
        ["objective"] = measured.Objective.Name,
        ["service"] = slo.Service,
        ["team"] = slo.Team,
    };

    public RuleGroup Group(IReadOnlyList<BurnAlert> alerts) =>
        new(
            $"slo-operator/{slo.Tenant.Namespace}/{slo.Owner.Name}/{_objective.Name}",
            Interval,
            [
                Record(RecordedEvents.BadName, _events.Bad),
                .. BurnWindow.All.Select(window =>
                    Record(RecordedEvents.TotalName(window), _events.Total(window))
                ),
                .. BurnWindow.All.Select(window =>
                    Record(RecordedEvents.RatioName(window), _events.Ratio(window))
                ),
                .. alerts.Select(Alert),
            ]
        );

    private static LabelMatcher Is(string label, string value) =>
        new(label, MatchType.Equal, value);

    private Rule Record(string series, string expression) =>
        new()
        {
            Record = series,
            Expr = expression,
            Labels = _labels,
        };

    private Rule Alert(BurnAlert alert) =>
        new()
        {
            Alert = AlertName,
            Expr =
                _events.Burning((alert.Short, alert.Long), alert.ThresholdFor(_objective.Target))
                + EnoughEvents(alert.Long),
            Labels = Labels(alert),
            Annotations = AlertText.Of(slo, _objective, alert),
        };

    /// <summary>The look-back's part of minimumEvents, so that one request in a quiet night is no outage.</summary>
    private string EnoughEvents(BurnWindow window)
    {
        if (_objective.MinimumEvents == 0)
        {
            return "";
        }

        decimal part =
            (decimal)_objective.MinimumEvents * window.Length.Ticks / slo.Window.Shortest.Ticks;
        return $"\nand\n{_events.AtLeast(window, decimal.Round(part, Decimals))}";
    }

    private Dictionary<string, string> Labels(BurnAlert alert)
    {
        var labels = new Dictionary<string, string>(_labels, StringComparer.Ordinal)
        {
            ["severity"] = alert.Severity is AlertSeverity.Page ? "page" : "ticket",
            ["burn_rate"] = PromNumber.Format(alert.Above),
            ["long_window"] = alert.Long.Name,
            ["short_window"] = alert.Short.Name,
        };
        if (alert.Tier is { } tier)
        {
            labels["tier"] = tier;
        }

        return labels;
    }
}
