using System.Buffers;
using System.Text;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Resources;
using SloOperator.Telemetry;
using SloOperator.Tests.Controllers;

namespace SloOperator.Tests.Telemetry;

public sealed class BudgetGaugesTests : IDisposable
{
    private const string Labels =
        "criticality=\"critical\",name=\"checkout\",namespace=\"shop\",objective=\"availability\",service=\"checkout-api\",team=\"payments\"";

    private static readonly TeamObjectives Slo = new()
    {
        Owner = new ResourceName("shop", "checkout"),
        Uid = null,
        Generation = 1,
        Team = "payments",
        Service = "checkout-api",
        Criticality = Criticality.Critical,
        Policy = BudgetPolicy.Default,
        Window = new RollingWindow(TimeSpan.FromDays(1)),
        Endpoint = new EndpointOptions("default", new Uri("http://prometheus:9090")),
        Tenant = new Tenant("shop", "payments"),
        Objectives = [],
    };

    private readonly PrometheusText _text;
    private readonly BudgetGauges _gauges;

    public BudgetGaugesTests()
    {
        var metrics = new BudgetMetrics(Enum.GetNames<Verdict>());
        _text = new PrometheusText(_ => false, others: metrics.Families);
        _gauges = new BudgetGauges(metrics, new GateMetrics([]));
    }

    public void Dispose() => _text.Dispose();

    [Fact]
    public void An_assessment_shows_every_figure_of_every_window()
    {
        BudgetFigures figures = Given.Figures(0.25m) with
        {
            Sli = 0.9925m,
            Coverage = 0.5m,
            BadEvents = 2160,
            MinutesLeft = 3.6m,
            ExhaustionAt = Given.Noon + Given.Hours(2),
            Burn = [.. BurnWindow.All.Select((window, index) => new BurnRate(window, index))],
        };

        _gauges.Show(
            Slo,
            new TeamAssessment([
                new Assessment(Given.Availability(), Verdict.Measured, null, figures),
            ]),
            Given.Open
        );

        Samples(
                "slo_operator_budget",
                "slo_operator_burn",
                "slo_operator_coverage",
                "slo_operator_objective",
                "slo_operator_sli",
                "slo_operator_window"
            )
            .ShouldBe(
                [
                    $"slo_operator_budget_exhaustion_timestamp_seconds{{{Labels}}} {Given.At("2026-11-20T14:00:00Z").ToUnixTimeSeconds()}",
                    $"slo_operator_budget_left_seconds{{{Labels}}} 216",
                    $"slo_operator_budget_remaining_ratio{{{Labels}}} 0.25",
                    $"slo_operator_window_bad_events{{{Labels}}} 2160",
                    $"slo_operator_window_events{{{Labels}}} 288000",
                    $"slo_operator_burn_rate{{{Labels},window=\"5m\"}} 0",
                    $"slo_operator_burn_rate{{{Labels},window=\"30m\"}} 1",
                    $"slo_operator_burn_rate{{{Labels},window=\"1h\"}} 2",
                    $"slo_operator_burn_rate{{{Labels},window=\"2h\"}} 3",
                    $"slo_operator_burn_rate{{{Labels},window=\"6h\"}} 4",
                    $"slo_operator_burn_rate{{{Labels},window=\"1d\"}} 5",
                    $"slo_operator_burn_rate{{{Labels},window=\"3d\"}} 6",
                    $"slo_operator_coverage_ratio{{{Labels}}} 0.5",
                    $"slo_operator_objective_ratio{{{Labels}}} 0.99",
                    $"slo_operator_sli_ratio{{{Labels}}} 0.9925",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_window_that_ends_shows_what_an_even_pace_would_have_left()
    {
        // Friday noon is four and a half days into a week that began on Monday.
        var week = new CalendarWindow(CalendarPeriod.Week, NodaTime.DateTimeZone.Utc);

        _gauges.Show(
            Slo with
            {
                Window = week,
            },
            new TeamAssessment([Given.Judged(Verdict.Measured, 1)]),
            Given.Open
        );

        Samples("slo_operator_budget_ideal")
            .ShouldBe([$"slo_operator_budget_ideal_ratio{{{Labels}}} {1 - (4.5 / 7)}"]);
    }

    [Fact]
    public void The_burn_rates_that_the_policy_minds_are_shown_by_window()
    {
        var gates = new GateMetrics([]);
        using var text = new PrometheusText(_ => false, others: gates.Families);
        BudgetPolicy policy = BudgetPolicy.Default with
        {
            Tiers =
            [
                .. BudgetPolicy.Default.Tiers,
                Burning("slow", BurnWindow.OneHour, BurnWindow.SixHours, 6),
            ],
        };

        new BudgetGauges(new BudgetMetrics([]), gates).Show(
            Slo with
            {
                Policy = policy,
            },
            new TeamAssessment([Given.Judged(Verdict.Measured, 1)]),
            Given.Open
        );

        Samples(text, "slo_operator_burn_rate_threshold")
            .Select(line => line[line.IndexOf("window", StringComparison.Ordinal)..])
            .ShouldBe(
                ["window=\"5m\"} 14.4", "window=\"1h\"} 6", "window=\"6h\"} 6"],
                ignoreOrder: true
            );
    }

    [Theory]
    [InlineData(Verdict.Measured)]
    [InlineData(Verdict.NoTraffic)]
    [InlineData(Verdict.MetricAbsent)]
    [InlineData(Verdict.Inconsistent)]
    [InlineData(Verdict.Stale)]
    [InlineData(Verdict.TooFewEvents)]
    public void The_verdict_that_holds_is_1_and_every_other_0(Verdict verdict)
    {
        _gauges.Show(Slo, new TeamAssessment([Given.Judged(verdict, 1)]), Given.Open);

        string[] verdicts = Samples("slo_operator_verdict");
        verdicts.Length.ShouldBe(6);
        verdicts
            .Where(line => line.EndsWith(" 1", StringComparison.Ordinal))
            .ShouldBe([$"slo_operator_verdict{{{Labels},verdict=\"{verdict}\"}} 1"]);
    }

    [Fact]
    public void An_unknown_budget_shows_its_target_and_verdict_and_no_number()
    {
        _gauges.Show(Slo, new TeamAssessment([Given.Judged(Verdict.Inconsistent)]), Given.Open);

        Samples("slo_operator_")
            .Select(line => line.Split('{')[0])
            .Distinct()
            .ShouldBe(["slo_operator_objective_ratio", "slo_operator_verdict"], ignoreOrder: true);
    }

    [Fact]
    public void A_removed_owner_shows_nothing()
    {
        _gauges.Show(Slo, new TeamAssessment([Given.Judged(Verdict.Measured, 1)]), Given.Open);

        _gauges.Remove(Slo.Owner);

        Samples("slo_operator_").ShouldBeEmpty();
    }

    private static PolicyTier Burning(
        string name,
        BurnWindow shorter,
        BurnWindow longer,
        decimal above
    ) =>
        new(
            name,
            new TierCondition.Burning(shorter, longer, above),
            TimeSpan.Zero,
            ClearAbove: null,
            GateDecision.Warn,
            Ticket: null
        );

    private string[] Samples(params string[] names) => Samples(_text, names);

    private static string[] Samples(PrometheusText text, params string[] names)
    {
        var output = new ArrayBufferWriter<byte>();
        text.Write(output);
        return
        [
            .. Encoding
                .UTF8.GetString(output.WrittenSpan)
                .Split('\n')
                .Where(line =>
                    Array.Exists(names, name => line.StartsWith(name, StringComparison.Ordinal))
                ),
        ];
    }
}
