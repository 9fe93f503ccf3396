using System.Buffers;
using System.Text;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;
using SloOperator.Telemetry;
using SloOperator.Tests.Controllers.OnCall;

namespace SloOperator.Tests.Telemetry;

public sealed class OnCallGaugesTests : IDisposable
{
    private const string Labels =
        "criticality=\"high\",name=\"primary\",namespace=\"payments\",team=\"payments\"";

    private readonly OnCallMetrics _metrics = new();
    private readonly PrometheusText _text;
    private readonly OnCallGauges _gauges;

    public OnCallGaugesTests()
    {
        _text = new PrometheusText(_ => false, others: _metrics.Families);
        _gauges = new OnCallGauges(_metrics);
    }

    public void Dispose() => _text.Dispose();

    [Fact]
    public void A_load_shows_every_figure()
    {
        _gauges.Show(
            GivenLoad.Terms(),
            GivenLoad.Measured(
                (LoadMetric.IncidentsPer12h, 1.5m),
                (LoadMetric.ShiftsOverBudget, 0.25m),
                (LoadMetric.OffHoursPerResponder30d, 3),
                (LoadMetric.SleepPagesPerShift, 0.5m),
                (LoadMetric.AlertsPerIncident, 2.5m),
                (LoadMetric.TransientShare, 0.125m),
                (LoadMetric.RepeatsPer7d, 4),
                (LoadMetric.OnCallShare, 0.2m),
                (LoadMetric.MedianRestoreMinutes, 12.5m)
            )
        );

        Samples()
            .Where(line => !line.Contains(",figure=", StringComparison.Ordinal))
            .ShouldBe(
                [
                    $"slo_operator_oncall_pages{{{Labels},hours=\"business\"}} 4",
                    $"slo_operator_oncall_pages{{{Labels},hours=\"off\"}} 3",
                    $"slo_operator_oncall_pages{{{Labels},hours=\"sleep\"}} 2",
                    $"slo_operator_oncall_pages{{{Labels},hours=\"uncovered\"}} 1",
                    $"slo_operator_oncall_pages_upper{{{Labels}}} 12",
                    $"slo_operator_oncall_coverage_ratio{{{Labels}}} 1",
                    $"slo_operator_oncall_incidents_per_12h{{{Labels}}} 1.5",
                    $"slo_operator_oncall_shifts_over_budget_ratio{{{Labels}}} 0.25",
                    $"slo_operator_oncall_off_hours_pages_per_responder{{{Labels}}} 3",
                    $"slo_operator_oncall_sleep_pages_per_shift{{{Labels}}} 0.5",
                    $"slo_operator_oncall_alerts_per_incident{{{Labels}}} 2.5",
                    $"slo_operator_oncall_transient_ratio{{{Labels}}} 0.125",
                    $"slo_operator_oncall_repeats{{{Labels}}} 4",
                    $"slo_operator_oncall_share_ratio{{{Labels}}} 0.2",
                    $"slo_operator_oncall_median_restore_seconds{{{Labels}}} 750",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_load_shows_what_is_too_much_of_each_figure()
    {
        _gauges.Show(
            GivenLoad.Terms("thresholds: {incidentsPer12h: {warn: '1', limit: '3'}}"),
            GivenLoad.Measured()
        );

        string[] bounds = Samples();
        bounds.ShouldContain(
            $"slo_operator_oncall_warning{{{Labels},figure=\"incidentsPer12h\"}} 1"
        );
        bounds.ShouldContain($"slo_operator_oncall_limit{{{Labels},figure=\"incidentsPer12h\"}} 3");
        bounds.ShouldContain(
            $"slo_operator_oncall_limit{{{Labels},figure=\"shiftsOverBudget\"}} 0.33"
        );
        bounds.ShouldNotContain(line =>
            line.StartsWith("slo_operator_oncall_limit", StringComparison.Ordinal)
            && line.Contains("onCallShare", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void What_cannot_be_divided_is_absent()
    {
        _gauges.Show(
            GivenLoad.Terms(),
            GivenLoad.Measured(
                (LoadMetric.IncidentsPer12h, null),
                (LoadMetric.MedianRestoreMinutes, null)
            )
        );

        string text = Text();
        text.ShouldContain("slo_operator_oncall_share_ratio");
        text.ShouldNotContain("incidents_per_12h");
        text.ShouldNotContain("median_restore");
        text.ShouldNotContain("NaN");
    }

    [Theory]
    [InlineData(LoadVerdict.LowCoverage)]
    [InlineData(LoadVerdict.Stale)]
    public void What_may_no_longer_be_true_shows_its_coverage_alone(LoadVerdict verdict)
    {
        _gauges.Show(GivenLoad.Terms(), GivenLoad.Judge(verdict, "why"));

        Samples().ShouldBe([$"slo_operator_oncall_coverage_ratio{{{Labels}}} 1"]);
    }

    [Fact]
    public void Figures_that_became_unknown_are_not_left_behind()
    {
        _gauges.Show(GivenLoad.Terms(), GivenLoad.Measured());
        _gauges.Show(GivenLoad.Terms(), GivenLoad.Judge(LoadVerdict.Stale, "why"));

        Samples().Length.ShouldBe(1);
    }

    [Fact]
    public void A_removed_owner_shows_nothing()
    {
        _gauges.Show(GivenLoad.Terms(), GivenLoad.Measured());

        _gauges.Remove(GivenLoad.Primary);

        Text().ShouldNotContain("slo_operator_oncall");
    }

    [Fact]
    public void Every_owner_has_a_line_of_its_own_under_one_header()
    {
        OnCallTerms terms = GivenLoad.Terms();
        _gauges.Show(terms, GivenLoad.Measured());
        _gauges.Show(
            terms with
            {
                Owner = new ResourceName("search", "primary"),
            },
            GivenLoad.Measured()
        );

        Samples().Count(line => line.Contains("_repeats{", StringComparison.Ordinal)).ShouldBe(2);
        Text()
            .Split('\n')
            .Count(line => line == "# TYPE slo_operator_oncall_repeats gauge")
            .ShouldBe(1);
    }

    [Theory]
    [InlineData("Aggregate")]
    [InlineData("Pseudonymous")]
    [InlineData("Named")]
    public void Nobody_is_named_whatever_the_policy_says(string privacy)
    {
        OnCallTerms terms = GivenLoad.Terms($"privacy: {privacy}");
        LoadAssessment load = LoadAssessor.Assess(terms.Plan, GivenLoad.Quiet());
        load.Figures.Current!.Shift.Member.ShouldBe("bob");

        _gauges.Show(terms, load);

        string text = Text();
        text.ShouldContain("slo_operator_oncall_pages{");
        foreach (string name in (string[])["ann", "bob", "cat", "dan", "responder-"])
        {
            text.ShouldNotContain($"\"{name}");
        }
    }

    private string[] Samples() =>
        [
            .. Text()
                .Split('\n')
                .Where(line => line.StartsWith("slo_operator_oncall", StringComparison.Ordinal)),
        ];

    private string Text()
    {
        var output = new ArrayBufferWriter<byte>();
        _text.Write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
