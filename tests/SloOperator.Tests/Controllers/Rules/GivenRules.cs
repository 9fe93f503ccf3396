using System.Text.Json;
using SloOperator.Controllers.Rules;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Rules;
using SloOperator.Store;
using SloOperator.Tests.Resources;

namespace SloOperator.Tests.Controllers.Rules;

/// <summary>The words that scenarios of rules are written in.</summary>
internal static class GivenRules
{
    public const string PageAlerts =
        """count(ALERTS{alertstate="firing",severity="page"}) or vector(0)""";

    public const string TicketAlerts =
        """count(ALERTS{alertstate="firing",severity="ticket"}) or vector(0)""";

    public const string Errors = """e_total{app="a"}""";

    public const string Total = """t_total{app="a"}""";

    /// <summary>Errors of all, 99.9 % over 28 days unless told otherwise.</summary>
    public static TeamSlo Slo(
        string window = "28d",
        string target = "99.9",
        string more = "",
        string fields = ""
    ) =>
        Written.Slo(
            $$$"""
            team: payments
            service: checkout-api
            window: {rolling: {{{window}}} }
            {{{fields}}}
            objectives:
            - {name: availability, target: "{{{target}}}", indicator: {events: {errors: '{{{Errors}}}', total: '{{{Total}}}'} } {{{more}}} }
            """
        );

    public static RuleMapping Map(
        TeamSlo slo,
        ErrorBudgetPolicy? policy = null,
        PrometheusEndpoint? endpoint = null
    )
    {
        var used = Decoded<PrometheusEndpoint>.FromValue(
            endpoint ?? DefaultEndpoint.From("http://prometheus")
        );
        var mapper = new TeamSloMapper(
            _ => used,
            name =>
                name == policy?.Metadata.Name ? Decoded<ErrorBudgetPolicy>.FromValue(policy) : null
        );
        TeamSloMapping mapping = mapper.Map(slo);
        mapping.Problems.ShouldBeEmpty();
        return RuleMapper.Map(mapping.Objectives!);
    }

    /// <summary>As a rule file.</summary>
    public static string File(
        TeamSlo slo,
        ErrorBudgetPolicy? policy = null,
        PrometheusEndpoint? endpoint = null
    )
    {
        RuleMapping mapping = Map(slo, policy, endpoint);
        mapping.Problems.ShouldBeEmpty();
        return File(mapping.Groups!);
    }

    public static string File(RuleGroups groups)
    {
        using var text = new StringWriter();
        YamlWriter.Write(
            [JsonSerializer.SerializeToElement(groups, ResourceJson.Default.RuleGroups)],
            text
        );
        return text.ToString();
    }

    public static IReadOnlyList<Rule> Alerts(TeamSlo slo, ErrorBudgetPolicy? policy = null) =>
        [
            .. Map(slo, policy)
                .Groups!.Groups.SelectMany(group => group.Rules)
                .Where(rule => rule.Alert is not null),
        ];
}
